using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A recorded run, derived again up to a moment.</summary>
public sealed record ReplayedRun
{
    public required BoundProgram Program { get; init; }

    /// <summary>In the state of the moment.</summary>
    public required IRuleSession Session { get; init; }

    /// <summary>Answers queries about that state.</summary>
    public required Func<BoundQuery, IReadOnlyList<Value[]>> Query { get; init; }

    /// <summary>What each <c>decide</c> statement says of the state, in the program's order, with the history of the run: episodes and cooldowns are known.</summary>
    public required IReadOnlyList<AgendaResult> Agendas { get; init; }

    /// <summary>As the run took its proofs: bounds, and of given facts where they came from and when. Valid for the state of the moment.</summary>
    public required ProofOptions Proofs { get; init; }

    /// <summary>The decisions that were emitted, in order.</summary>
    public required IReadOnlyList<Decision> Decisions { get; init; }

    /// <summary>Event time of the last transaction.</summary>
    public required EventTime At { get; init; }

    public required long Transactions { get; init; }

    /// <summary>Since when what rules deny has been absent.</summary>
    internal AbsenceBook Absences { get; init; } = null!;

    /// <summary>The same, whose proofs list so many members of a group; null for as many as the run recorded.</summary>
    public ReplayedRun Listing(int? members) => members is { } count ? this with { Proofs = Proofs.Listing(count) } : this;

    /// <summary>Since when patterns had been absent, of those of which that is known; in their order.</summary>
    /// <param name="patterns">As proofs of this state write them.</param>
    public IReadOnlyList<AbsenceSpan> AbsencesOf(IEnumerable<string> patterns) => [.. patterns.Select(p => Absences.SpanOf(p, Session)).OfType<AbsenceSpan>()];

    /// <summary>Predicates of recorded facts that the program does not have: a what-if with other rules.</summary>
    public required IReadOnlyCollection<string> UnknownPredicates { get; init; }
}
