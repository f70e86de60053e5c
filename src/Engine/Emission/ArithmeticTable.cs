using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>Which built-in functions of two arguments have a form on cells, by the kinds of their arguments. All others are called as they are.</summary>
internal static class ArithmeticTable
{
    /// <summary>The name of the operation in <see cref="CellOps"/>, or null.</summary>
    public static string? OperationOf(string function, CellKind left, CellKind right) => (function, left, right) switch
    {
        (_, CellKind.Float64, CellKind.Float64) => OnFloats(function),
        (_, CellKind.Dec8, CellKind.Dec8) => OnDecimals(function),
        ("plus", CellKind.Number, CellKind.Number) or ("plus", CellKind.Duration, CellKind.Duration) => nameof(CellOps.TryAdd),
        ("plus", CellKind.Time, CellKind.Duration) or ("plus", CellKind.Duration, CellKind.Time) => nameof(CellOps.TryAdd),
        ("minus", CellKind.Number, CellKind.Number) or ("minus", CellKind.Duration, CellKind.Duration) => nameof(CellOps.TrySubtract),
        ("minus", CellKind.Time, CellKind.Time) or ("minus", CellKind.Time, CellKind.Duration) => nameof(CellOps.TrySubtract),
        ("mult", CellKind.Number, CellKind.Number) or ("mult", CellKind.Duration, CellKind.Number) => nameof(CellOps.TryMultiply),
        ("mult", CellKind.Number, CellKind.Duration) => nameof(CellOps.TryMultiply),
        ("divide", CellKind.Number, CellKind.Number) or ("divide", CellKind.Duration, CellKind.Duration) => nameof(CellOps.TryDivide),
        _ => null,
    };

    /// <summary>The kind of the operation's result.</summary>
    public static CellKind ResultOf(string function, CellKind left, CellKind right) => function switch
    {
        "divide" => left == CellKind.Dec8 ? CellKind.Dec8 : CellKind.Float64,
        "minus" when left == CellKind.Time && right == CellKind.Time => CellKind.Duration,
        "plus" when right == CellKind.Time => CellKind.Time,
        "mult" when right == CellKind.Duration => CellKind.Duration,
        _ => left,
    };

    private static string? OnFloats(string function) => function switch
    {
        "plus" => nameof(CellOps.TryAddFloat),
        "minus" => nameof(CellOps.TrySubtractFloat),
        "mult" => nameof(CellOps.TryMultiplyFloat),
        "divide" => nameof(CellOps.TryDivideFloat),
        _ => null,
    };

    private static string? OnDecimals(string function) => function switch
    {
        "plus" => nameof(CellOps.TryAdd),
        "minus" => nameof(CellOps.TrySubtract),
        "mult" => nameof(CellOps.TryMultiplyDec8),
        "divide" => nameof(CellOps.TryDivideDec8),
        _ => null,
    };
}
