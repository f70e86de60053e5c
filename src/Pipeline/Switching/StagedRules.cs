using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Rules that were staged, with what the tick thread needs of them worked out before: their record, and what they read. Immutable, for any thread.</summary>
/// <param name="Program">The rules.</param>
/// <param name="Reads">What they read of what is supplied.</param>
/// <param name="Record">What the journal says of them.</param>
internal sealed record StagedRules(BoundProgram Program, SuppliedPredicates Reads, ReadOnlyMemory<byte> Record)
{
    /// <param name="program">The rules.</param>
    /// <param name="by">Who staged them.</param>
    public static StagedRules Of(BoundProgram program, string by) => new(program, new SuppliedPredicates(program), StageRecord.Of(program, by));
}
