using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>The recorded transactions of one program, in order: which may follow which, and what holds after the last one.</summary>
/// <remarks>A transaction stays open until the next one begins or a record rests on it: it may still turn out to have been rolled back.</remarks>
internal sealed class Transactions(BoundProgram program)
{
    private readonly FollowedSession _session = new(program, SessionLimits.Default);
    private EventTime _triedUpTo = EventTime.Zero;
    private bool _isTimer;
    private bool _isLost;

    /// <summary>The time of the last one.</summary>
    public EventTime At { get; private set; } = EventTime.Zero;

    /// <summary>Its number.</summary>
    public long Sequence { get; private set; }

    /// <summary>It changed nothing.</summary>
    public bool IsRolledBack { get; private set; }

    /// <summary>What holds after the last transaction.</summary>
    /// <exception cref="CheckFault">It is not known.</exception>
    public FollowedSession Current()
    {
        Conclude();
        return _isLost ? throw new CheckFault("", "program", "what held is not known, since an earlier transaction could not be followed")
            : _session.TryDerive(out string? problem) ? _session
            : throw Impossible(problem);
    }

    /// <summary>Begins one that must follow the last one: the clock's are those at which something is due, no more and no fewer.</summary>
    public void Begin(long sequence, EventTime at, bool isTimer)
    {
        Conclude();
        (long before, EventTime then) = (Sequence, At);
        (Sequence, At) = (sequence, at); // what is wrong here is told once
        if (sequence != before + 1 || at < then)
        {
            throw new CheckFault("", "sequence", $"transaction {sequence} at {at} cannot follow {before} at {then}{(sequence > before + 1 ? ": what came between is missing" : "")}");
        }

        EventTime? due = NextDue();
        if (isTimer ? due != at : due <= at)
        {
            throw new CheckFault("", "at", isTimer ? $"nothing is due at {at}, so the clock has no transaction then"
                : $"something is due at {due}, but the clock's transaction of that moment is missing before this one");
        }

        Open(sequence, at, isTimer);
    }

    /// <summary>Begins one that others followed: what the clock did before it, for these rules, is worked out.</summary>
    public void Follow(long sequence, EventTime at)
    {
        RunDue(at);
        Open(sequence, at, isTimer: false);
    }

    /// <summary>Counts on from a transaction by which everything due had been done.</summary>
    public void CountFrom(long sequence, EventTime at)
    {
        RunDue(at);
        (Sequence, At) = (sequence, at);
    }

    public void Apply(FactChange change, EventTime toldAt, string? origin) => _session.Apply(change, toldAt, origin);

    /// <summary>The last one was rolled back.</summary>
    /// <exception cref="CheckFault">It stands: something was decided on it, or nothing was given yet.</exception>
    public void RollBack()
    {
        if (Sequence == 0 || !_session.IsOpen)
        {
            throw new CheckFault("", "sequence", "nothing is open that could have been rolled back");
        }

        _session.RollBack();
        (IsRolledBack, _triedUpTo) = (true, _isTimer ? At : _triedUpTo);
    }

    /// <summary>Goes on from where other rules were.</summary>
    public void TakeOverFrom(Transactions before)
    {
        Conclude();
        (Sequence, At, _triedUpTo) = (before.Sequence, before.At, before._triedUpTo);
    }

    public void SetParams(BoundProgram other)
    {
        Conclude();
        for (int i = 0; i < other.Params.Length; i++)
        {
            _session.SetParam(i, other.Params[i].Value);
        }
    }

    private void Open(long sequence, EventTime at, bool isTimer)
    {
        (Sequence, At, _isTimer, IsRolledBack) = (sequence, at, isTimer, false);
        _session.Begin(sequence, at);
    }

    private void RunDue(EventTime upTo)
    {
        Conclude();
        while (NextDue() is { } due && due <= upTo)
        {
            Open(Sequence + 1, due, isTimer: true);
            Conclude();
        }
    }

    private EventTime? NextDue() => _session.NextDue(_session.Now > _triedUpTo ? _session.Now : _triedUpTo);

    /// <summary>The open transaction was not rolled back: it is what later ones look back at. Once one cannot be followed, nothing later is known.</summary>
    private void Conclude()
    {
        if (!_isLost && !_session.TryConclude(out string? problem))
        {
            _isLost = true;
            throw Impossible(problem);
        }
    }

    private static CheckFault Impossible(string? problem) => new("", "program", $"the transaction cannot have been committed: {problem}");
}
