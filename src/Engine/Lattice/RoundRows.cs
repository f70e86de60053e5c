namespace CryptoScalp.Rules.Engine;

/// <summary>The rows of one predicate of a layer that is computed in rounds: what the rules give for the next round, and the rows that came and went with this one.</summary>
internal abstract class RoundRows(Table target)
{
    public Table Target => target;

    /// <summary>Rows of this round that the one before did not have.</summary>
    public RowNumbers Came { get; } = new();

    /// <summary>Rows of the round before that this one has not.</summary>
    public RowNumbers Gone { get; } = new();

    /// <summary>Before the first round: no row is shown; given ones are parts of the first.</summary>
    public virtual void Start()
    {
        Came.Clear();
        Gone.Clear();
        for (int row = 0; row < target.RowEnd; row++)
        {
            if (target.SupportOf(row) != 0)
            {
                target.SetSupport(row, 0);
            }

            target.Hide(row);
            if (target.IsGiven(row))
            {
                AcceptGiven(row);
            }
        }
    }

    /// <summary>A derivation whose head is in the frame appears (1) or vanishes (-1); those that vanish come first. False when it is none, its weight not being from 0 to 1.</summary>
    public abstract bool Accept(int sign, Frame frame, PartCells? parts);

    /// <summary>Decides what the next round shows; every predicate decides before any shows.</summary>
    public abstract void Judge();

    /// <summary>Fills <see cref="Came"/> and <see cref="Gone"/>, and hides what is gone: <see cref="RowView.Settled"/> still marks it.</summary>
    public void HideGone()
    {
        Choose();
        for (int i = 0; i < Gone.Count; i++)
        {
            Turn(Gone.All[i], 0);
        }
    }

    /// <summary>Takes the marks off what is gone, and shows what came, which has none yet.</summary>
    public void ShowCame()
    {
        for (int i = 0; i < Gone.Count; i++)
        {
            target.MarkSettled(Gone.All[i], false);
        }

        for (int i = 0; i < Came.Count; i++)
        {
            Turn(Came.All[i], SupportOf(Came.All[i]));
        }
    }

    /// <summary>This round becomes the one before: every row of it is marked.</summary>
    public void Pass()
    {
        for (int i = 0; i < Came.Count; i++)
        {
            target.MarkSettled(Came.All[i], true);
        }

        Came.Clear();
        Gone.Clear();
    }

    /// <summary>Takes the marks off again.</summary>
    public void End()
    {
        for (int row = 0; row < target.RowEnd; row++)
        {
            target.MarkSettled(row, false);
        }
    }

    protected abstract void AcceptGiven(int row);

    /// <summary>Which rows come and go.</summary>
    protected abstract void Choose();

    /// <summary>The support of a row that comes.</summary>
    protected abstract int SupportOf(int row);

    protected void Turn(int row, int support)
    {
        target.SetSupport(row, support);
        target.Settle(row);
    }
}
