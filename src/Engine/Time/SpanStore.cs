namespace CryptoScalp.Rules.Engine;

/// <summary>When each key of a view held: spans in the order of time, the last of which may be open. Remembers how to take a transaction back.</summary>
internal sealed class SpanStore
{
    private const int None = -1;

    private readonly RowNumbers _free = new();
    private readonly List<(Step Step, int Span)> _log = [];
    private Span[] _spans = new Span[16];
    private (int First, int Last)[] _ends = [];
    private int _end;

    private enum Step : byte
    {
        Opened,
        TakenBack,
        Closed,
        Reopened,
    }

    /// <summary>Spans of all keys.</summary>
    public int Count { get; private set; }

    public long From(int span) => _spans[span].From;

    /// <summary>The moment at which it no longer held; of no meaning while it is open.</summary>
    public long To(int span) => _spans[span].To;

    public bool IsOpen(int span) => _spans[span].IsOpen;

    public bool IsAlive(int span) => _spans[span].IsAlive;

    public int KeyOf(int span) => _spans[span].Key;

    public bool WasReopenedAt(int span, long moment) => _spans[span].ReopenedAt == moment;

    /// <summary>The earliest span of a key, or -1.</summary>
    public int FirstOf(int key) => key >= 0 && key < _ends.Length ? _ends[key].First : None;

    public int LastOf(int key) => key < _ends.Length ? _ends[key].Last : None;

    /// <summary>The next span of the same key, or -1.</summary>
    public int After(int span) => _spans[span].Next;

    /// <returns>The span's number.</returns>
    public int Open(int key, long from)
    {
        int span = _free.TryPop(out int free) ? free : _end++;
        if (span == _spans.Length)
        {
            Array.Resize(ref _spans, span * 2);
        }

        _spans[span] = new Span { Key = key, From = from, IsOpen = true, ReopenedAt = long.MinValue };
        Link(span);
        _log.Add((Step.Opened, span));
        return span;
    }

    /// <summary>The last span of its key opened at this very moment, and ends at it: it never was.</summary>
    public void TakeBack(int span)
    {
        Unlink(span);
        _log.Add((Step.TakenBack, span));
    }

    public void Close(int span, long to)
    {
        (_spans[span].To, _spans[span].IsOpen) = (to, false);
        _log.Add((Step.Closed, span));
    }

    /// <summary>It was closed at this very moment: there was no gap.</summary>
    public void Reopen(int span)
    {
        (_spans[span].IsOpen, _spans[span].ReopenedAt) = (true, _spans[span].To);
        _log.Add((Step.Reopened, span));
    }

    /// <summary>Drops the first span of its key for good.</summary>
    public void Forget(int span)
    {
        ref (int First, int Last) ends = ref _ends[_spans[span].Key];
        ends = (_spans[span].Next, ends.Last == span ? None : ends.Last);
        if (ends.First >= 0)
        {
            _spans[ends.First].Previous = None;
        }

        _spans[span].IsAlive = false;
        _free.Push(span);
        Count--;
    }

    public void Commit()
    {
        foreach ((Step step, int span) in _log)
        {
            if (step == Step.TakenBack)
            {
                _free.Push(span);
            }
        }

        _log.Clear();
    }

    public void RollBack()
    {
        for (int i = _log.Count - 1; i >= 0; i--)
        {
            (Step step, int span) = _log[i];
            switch (step)
            {
                case Step.Opened:
                    Unlink(span);
                    _free.Push(span);
                    break;
                case Step.TakenBack:
                    Link(span);
                    break;
                default:
                    _spans[span].IsOpen = step == Step.Closed;
                    break;
            }
        }

        _log.Clear();
    }

    private void Link(int span)
    {
        int key = _spans[span].Key;
        if (key >= _ends.Length)
        {
            int before = _ends.Length;
            Array.Resize(ref _ends, Math.Max(16, Math.Max(key + 1, before * 2)));
            Array.Fill(_ends, (None, None), before, _ends.Length - before);
        }

        ref (int First, int Last) ends = ref _ends[key];
        (_spans[span].Previous, _spans[span].Next, _spans[span].IsAlive) = (ends.Last, None, true);
        if (ends.Last >= 0)
        {
            _spans[ends.Last].Next = span;
        }

        ends = (ends.First >= 0 ? ends.First : span, span);
        Count++;
    }

    /// <summary>Takes the last span of its key out.</summary>
    private void Unlink(int span)
    {
        ref (int First, int Last) ends = ref _ends[_spans[span].Key];
        int previous = _spans[span].Previous;
        ends = (previous >= 0 ? ends.First : None, previous);
        if (previous >= 0)
        {
            _spans[previous].Next = None;
        }

        _spans[span].IsAlive = false;
        Count--;
    }

    private struct Span
    {
        public int Key;
        public int Next;
        public int Previous;
        public long From;
        public long To;
        public long ReopenedAt;
        public bool IsOpen;
        public bool IsAlive;
    }
}
