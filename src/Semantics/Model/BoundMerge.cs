using System.Collections.Immutable;

namespace CryptoScalp.Rules.Semantics;

/// <summary><c>merge([P], "shorter")</c>: of all values derived for a row's other columns one remains, the merge of all of them.</summary>
/// <param name="Column">Index of the merged column.</param>
/// <param name="Name">The function's or predicate's name as declared.</param>
/// <param name="Function">A built-in function of two arguments, such as <c>min2</c>; null when rules say what the merge is.</param>
/// <param name="Rules">Otherwise indexes of the rules of the <c>deferred()</c> predicate <c>shorter(A, B, Merged)</c>, ascending.</param>
public sealed record BoundMerge(int Column, string Name, ScalarFunction? Function, ImmutableArray<int> Rules);
