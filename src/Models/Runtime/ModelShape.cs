using System.Collections.Immutable;

namespace CryptoScalp.Rules.Models;

/// <summary>What a model takes and gives for one row; the number of rows is the first dimension, and free.</summary>
/// <param name="Input">Dimensions of one row: <c>[window, features]</c> or <c>[features]</c>.</param>
/// <param name="Outputs">Name and length of each output's row.</param>
internal sealed record ModelShape(ImmutableArray<int> Input, ImmutableArray<(string Name, int Length)> Outputs)
{
    public const string InputName = "rows";

    public int InputLength => Input.Aggregate(1, static (a, b) => a * b);

    public static ModelShape Sequence(int window, int features) => new([window, features], [("probabilities", 3)]);

    public static ModelShape Attention(int window, int features) => new([window, features], [("probabilities", 3), ("attention", window)]);

    public static ModelShape Row(int features, int classes) => new([features], [("probabilities", classes)]);
}
