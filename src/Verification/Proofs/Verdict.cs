using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>What is known of a promise.</summary>
public enum VerdictKind : byte
{
    /// <summary>It holds in every state, under the assumptions listed.</summary>
    Proved = 0,

    /// <summary>The engine breaks it in the state given.</summary>
    Refuted = 1,

    /// <summary>Neither; the reason is given. Counts as a failure.</summary>
    Unknown = 2,
}

/// <summary>The answer for one invariant.</summary>
/// <remarks>Immutable. A <see cref="VerdictKind.Refuted"/> always has a counterexample that the engine confirmed.</remarks>
public sealed record Verdict
{
    public required BoundInvariant Invariant { get; init; }

    public required VerdictKind Kind { get; init; }

    /// <summary>What a proof takes for granted; sorted.</summary>
    public ImmutableArray<string> Assumptions { get; init; } = [];

    /// <summary>Why it is unknown; empty otherwise.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    public Counterexample? Counterexample { get; init; }

    /// <summary>Questions to the solver until the answer.</summary>
    public int Rounds { get; init; }

    /// <summary>The work of the solver until the answer, in its own units: the same on every machine.</summary>
    public long Used { get; init; }

    /// <summary>What the solver was asked, as an SMT-LIB 2 script; empty unless it was to be kept.</summary>
    public string Script { get; init; } = "";
}

/// <summary>Facts with which the engine breaks a promise; none of them can be left out.</summary>
/// <param name="State">The facts, parameters and time.</param>
/// <param name="Decisions">What is decided in that state, sorted.</param>
/// <param name="Bindings">The named variables of the promise with their values, in the order in which it names them.</param>
public sealed record Counterexample(GivenState State, ImmutableArray<Fact> Decisions, ImmutableArray<KeyValuePair<string, Value>> Bindings);
