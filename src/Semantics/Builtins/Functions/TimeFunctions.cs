using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Moments of event time in UTC. <c>time:now</c> is not here: it is the expression <c>now</c>, the transaction's time, never a clock's.</summary>
internal static class TimeFunctions
{
    public static IEnumerable<TableFunction> All { get; } =
    [
        new("time:add", "time:add(T, D): the moment D after T; fails on overflow.", TypeRules.Fixed(BoundType.Time, BoundType.Time, BoundType.Duration),
            static (a, out r) => Are(a, ValueKind.Time, ValueKind.Duration) ? NumericOps.TryAdd(a[0], a[1], out r) : NumericOps.Fail(out r)),
        new("time:sub", "time:sub(T1, T2): the duration from T2 to T1; fails on overflow.", TypeRules.Fixed(BoundType.Duration, BoundType.Time, BoundType.Time),
            static (a, out r) => Are(a, ValueKind.Time, ValueKind.Time) ? NumericOps.TrySubtract(a[0], a[1], out r) : NumericOps.Fail(out r)),
        new("time:from_unix_nanos", "The moment that many nanoseconds after 1970-01-01T00:00:00Z.", TypeRules.Fixed(BoundType.Time, BoundType.Number),
            static (a, out r) => Are(a, ValueKind.Number) ? NumericOps.Give(Value.Time(a[0].AsInt64), out r) : NumericOps.Fail(out r)),
        new("time:to_unix_nanos", "Nanoseconds since 1970-01-01T00:00:00Z.", TypeRules.Fixed(BoundType.Number, BoundType.Time),
            static (a, out r) => Are(a, ValueKind.Time) ? NumericOps.Give(Value.Number(a[0].AsInt64), out r) : NumericOps.Fail(out r)),
        new("time:trunc", "time:trunc(T, /unit): the start of the UTC day, hour, minute, second, millisecond, microsecond or nanosecond that holds T.",
            TypeRules.Fixed(BoundType.Time, BoundType.Time, BoundType.Name), Truncate),
        Part("year", "The year in UTC.", static moment => moment.Year),
        Part("month", "The month in UTC, 1 to 12.", static moment => moment.Month),
        Part("day", "The day of the month in UTC, 1 to 31.", static moment => moment.Day),
        Part("hour", "The hour in UTC, 0 to 23.", static moment => moment.Hour),
        Part("minute", "The minute, 0 to 59.", static moment => moment.Minute),
        Part("second", "The second, 0 to 59.", static moment => moment.Second),
    ];

    /// <summary>True when the arguments are of exactly these kinds.</summary>
    public static bool Are(ReadOnlySpan<Value> arguments, params ReadOnlySpan<ValueKind> kinds)
    {
        bool fits = arguments.Length == kinds.Length;
        for (int i = 0; fits && i < kinds.Length; i++)
        {
            fits = arguments[i].Kind == kinds[i];
        }

        return fits;
    }

    private static TableFunction Part(string part, string summary, Func<DateTime, int> pick) =>
        new($"time:{part}", summary, TypeRules.Fixed(BoundType.Number, BoundType.Time),
            (a, out r) => Are(a, ValueKind.Time) ? NumericOps.Give(Value.Number(pick(CivilTime.ToDateTime(a[0].AsInt64))), out r) : NumericOps.Fail(out r));

    private static bool Truncate(ReadOnlySpan<Value> arguments, out Value result)
    {
        if (!Are(arguments, ValueKind.Time, ValueKind.Name) || CivilTime.UnitNanoseconds(arguments[1].AsText) is not { } unit)
        {
            return NumericOps.Fail(out result);
        }

        return NumericOps.TryInteger(ValueKind.Time, (Int128)CivilTime.FloorDivide(arguments[0].AsInt64, unit) * unit, out result);
    }
}
