using Microsoft.ML.OnnxRuntime;

namespace CryptoScalp.Rules.Models;

/// <summary>Holds a loaded model to the shape that its manifest promises.</summary>
internal static class OnnxShapeCheck
{
    /// <exception cref="ModelException">CSR6207.</exception>
    public static void Check(string name, InferenceSession session, ModelShape shape)
    {
        Check(name, session.InputMetadata, "input", ModelShape.InputName, [.. shape.Input]);
        foreach ((string output, int length) in shape.Outputs)
        {
            Check(name, session.OutputMetadata, "output", output, [length]);
        }
    }

    private static void Check(string name, IReadOnlyDictionary<string, NodeMetadata> found, string side, string wanted, int[] row)
    {
        string what = $"its {side} '{wanted}'";
        if (!found.TryGetValue(wanted, out NodeMetadata? node))
        {
            throw Wrong(name, what, $"missing among {string.Join(", ", found.Keys.Order(StringComparer.Ordinal))}", row);
        }

        if (node.ElementType != typeof(float))
        {
            throw Wrong(name, what, $"of {node.ElementType.Name}", row);
        }

        // A dimension below 0 is free; a fixed number of rows would refuse batches.
        int[] dimensions = node.Dimensions;
        bool fits = dimensions.Length == row.Length + 1 && dimensions[0] < 0 && row.Zip(dimensions.Skip(1)).All(static p => p.Second < 0 || p.First == p.Second);
        if (!fits)
        {
            throw Wrong(name, what, Text(dimensions), row);
        }
    }

    private static ModelException Wrong(string name, string what, string found, int[] row) =>
        new(ModelDiagnostics.WrongShape, null, name, what, found, $"{Text([-1, .. row])} of float");

    private static string Text(int[] dimensions) => $"[{string.Join(", ", dimensions.Select(static d => d < 0 ? "rows" : $"{d}"))}]";
}
