namespace CryptoScalp.Rules.Engine;

/// <summary>Rows of a plain predicate in a layer of combined ones: shown while a derivation gives them.</summary>
internal sealed class PlainRoundRows(Table target) : RoundRows(target)
{
    private readonly RowNumbers _touched = new();

    /// <summary>Derivations, by row.</summary>
    private int[] _counts = [];
    private bool[] _isTouched = [];

    public override void Start()
    {
        Array.Clear(_counts);
        Array.Clear(_isTouched);
        _touched.Clear();
        base.Start();
    }

    public override bool Accept(int sign, Frame frame, PartCells? parts)
    {
        int row = Target.FindOrAdd(frame.Head);
        Touch(row);
        _counts[row] += sign;
        return true;
    }

    public override void Judge()
    {
    }

    protected override void Choose()
    {
        for (int i = 0; i < _touched.Count; i++)
        {
            int row = _touched.All[i];
            _isTouched[row] = false;
            bool isShown = Target.IsIn(row, RowView.New), stays = _counts[row] > 0 || Target.IsGiven(row);
            if (isShown == stays)
            {
                Turn(row, SupportOf(row));
            }
            else
            {
                (stays ? Came : Gone).Push(row);
            }
        }

        _touched.Clear();
    }

    protected override int SupportOf(int row) => _counts[row] > 0 ? 1 : 0;

    protected override void AcceptGiven(int row) => Touch(row);

    private void Touch(int row)
    {
        if (row >= _counts.Length)
        {
            int length = Math.Max(16, row * 2);
            Array.Resize(ref _counts, length);
            Array.Resize(ref _isTouched, length);
        }

        if (!_isTouched[row])
        {
            _isTouched[row] = true;
            _touched.Push(row);
        }
    }
}
