using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>A row between the transforms of a grouped rule.</summary>
/// <param name="Slots">Values of all slots; an unbound one holds the default value.</param>
/// <param name="Members">The substitutions of the body behind this row.</param>
internal sealed record GroupRow(Value[] Slots, List<Substitution> Members);
