using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A run's state as of one committed transaction. Read it on the thread that refreshed it, before the next refresh.</summary>
public sealed record MirroredState
{
    public required BoundProgram Program { get; init; }

    public required RuleSession Rules { get; init; }

    public IRuleSession Session => Rules.Session;

    /// <summary>The transaction's sequence in the run.</summary>
    public required long Sequence { get; init; }

    /// <summary>Its event time.</summary>
    public required EventTime At { get; init; }

    /// <summary>What each <c>decide</c> statement said of this state in the run, history included.</summary>
    public required IReadOnlyList<AgendaResult> Agendas { get; init; }

    /// <summary>With the origins and times that the run knows.</summary>
    public required ProofOptions Proofs { get; init; }

    /// <summary>Copies the rows that were given, but not those of the program's text: enough to start a session in the same state, when the program keeps no past.</summary>
    public required Func<IReadOnlyList<Fact>> GivenFacts { get; init; }
}
