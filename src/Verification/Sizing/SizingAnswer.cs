using System.Collections.Immutable;

namespace CryptoScalp.Rules.Verification;

/// <summary>How a sizing problem came out.</summary>
public enum SizingOutcome : byte
{
    /// <summary>The positions are best.</summary>
    Optimal = 0,

    /// <summary>The limits clash; <see cref="SizingAnswer.Clash"/> says which.</summary>
    Infeasible = 1,

    /// <summary>The solver's time was up. Nothing is published then.</summary>
    Unknown = 2,
}

/// <summary>The answer to a sizing problem.</summary>
/// <param name="Positions">One per asset, signed, in units of 1e-8; empty unless optimal.</param>
/// <param name="Clash">Limits that cannot hold together, in words, none of which can be left out; empty unless infeasible.</param>
public sealed record SizingAnswer(SizingOutcome Outcome, ImmutableArray<long> Positions, ImmutableArray<string> Clash);
