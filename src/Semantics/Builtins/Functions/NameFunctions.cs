using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>The parts of names such as <c>/venue/binance/spot</c>. (<c>name:to_string</c> is with the strings.)</summary>
internal static class NameFunctions
{
    public static IEnumerable<TableFunction> All { get; } =
    [
        new("name:root", "First part of a name: /a of /a/b/c.", TypeRules.Fixed(BoundType.Name, BoundType.Name),
            static (a, out r) => IsName(a) ? NumericOps.Give(Parts(a[0])[0], out r) : NumericOps.Fail(out r)),
        new("name:tip", "Last part of a name: /c of /a/b/c.", TypeRules.Fixed(BoundType.Name, BoundType.Name),
            static (a, out r) => IsName(a) ? NumericOps.Give(Parts(a[0])[^1], out r) : NumericOps.Fail(out r)),
        new("name:list", "All parts of a name: [/a, /b, /c] of /a/b/c.", TypeRules.Fixed(BoundType.ListOf(BoundType.Name), BoundType.Name),
            static (a, out r) => IsName(a) ? NumericOps.Give(Value.List(Parts(a[0])), out r) : NumericOps.Fail(out r)),
    ];

    private static bool IsName(ReadOnlySpan<Value> arguments) => arguments.Length == 1 && arguments[0].Kind == ValueKind.Name;

    private static Value[] Parts(Value name) => [.. name.AsText[1..].Split('/').Select(static part => Value.Name("/" + part))];
}
