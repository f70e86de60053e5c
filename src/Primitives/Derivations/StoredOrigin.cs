using System.Collections.Immutable;
using System.Globalization;

namespace CryptoScalp.Rules.Primitives;

/// <summary>When a rule stored a row. The derivation that carries it speaks of that moment: its premises held then, and may be gone since.</summary>
/// <param name="At">The event time of the transaction.</param>
/// <param name="Sequence">The transaction.</param>
/// <param name="Step">The step of it whose facts the rule read, from 1. The row was there from the next step on.</param>
/// <param name="Params">The parameters' values at that time, by index in the program.</param>
public sealed record StoredOrigin(EventTime At, long Sequence, int Step, ImmutableArray<Value> Params)
{
    /// <summary>As proofs say it: <c>at 7, transaction 1, step 2</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"at {At}, transaction {Sequence}, step {Step}");
}
