namespace CryptoScalp.Rules.Primitives;

/// <summary>What one derivation gave to a row that several make one, by <c>tag(…)</c> or <c>merge(…)</c>.</summary>
/// <param name="How">How they were combined, as declared: <c>/maxmin</c>, <c>/noisyor</c>, <c>/topk 3</c>, <c>merge min2</c>.</param>
/// <param name="Value">What this derivation alone gives the combined column.</param>
/// <param name="Of">How many there are, given rows included.</param>
public sealed record Contribution(string How, Value Value, int Of);
