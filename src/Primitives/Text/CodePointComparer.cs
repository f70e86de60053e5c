namespace CryptoScalp.Rules.Primitives;

/// <summary>Orders strings by Unicode code point, as output does; ordinal order of UTF-16 differs beyond the basic plane.</summary>
public sealed class CodePointComparer : IComparer<string>
{
    private CodePointComparer()
    {
    }

    public static CodePointComparer Instance { get; } = new();

    public int Compare(string? x, string? y) => ValueOrder.CodePoints(x ?? "", y ?? "");
}
