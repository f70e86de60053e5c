using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Conditions in argument position: they give <c>/true</c> or <c>/false</c>. Ordering two kinds of value fails; equality never does.</summary>
internal static class ComparisonFunctions
{
    private static TypeRule TwoAlike { get; } = TypeRules.Of(
        "two values of one type",
        static a => a.Length == 2 && (TypeFit.IsOpen(a[0]) || TypeFit.IsOpen(a[1]) || TypeFit.KindOf(a[0]) == TypeFit.KindOf(a[1])) ? BoundType.Bool : null);

    public static IEnumerable<TableFunction> All { get; } =
    [
        Equality("eq", "/true when both are the same value of the same type.", true),
        Equality("ne", "/true when they are different values or types.", false),
        Order("lt", "/true when the first is smaller; fails for values of two types.", static order => order < 0),
        Order("le", "/true when the first is not larger; fails for values of two types.", static order => order <= 0),
        Order("gt", "/true when the first is larger; fails for values of two types.", static order => order > 0),
        Order("ge", "/true when the first is not smaller; fails for values of two types.", static order => order >= 0),
    ];

    private static TableFunction Equality(string name, string summary, bool equal) =>
        new(name, summary, TwoAlike, (a, out r) => a.Length == 2 ? NumericOps.Give(Value.Bool(a[0] == a[1] == equal), out r) : NumericOps.Fail(out r));

    private static TableFunction Order(string name, string summary, Func<int, bool> holds) =>
        new(name, summary, TwoAlike, (a, out r) => a.Length == 2 && a[0].Kind == a[1].Kind
            ? NumericOps.Give(Value.Bool(holds(a[0].CompareTo(a[1]))), out r)
            : NumericOps.Fail(out r));
}
