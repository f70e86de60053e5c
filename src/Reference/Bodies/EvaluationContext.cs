using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>What a body reads besides its substitution.</summary>
/// <param name="Relations">By predicate id.</param>
/// <param name="Params">Current values of parameters, by index.</param>
/// <param name="Now">The transaction's event time.</param>
/// <param name="Episodes">By rule index: the keys for which a rule with hysteresis held before; null for others.</param>
internal sealed record EvaluationContext(Relation[] Relations, Value[] Params, EventTime Now, Dictionary<RowKey, long>?[] Episodes);
