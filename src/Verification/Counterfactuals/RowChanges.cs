using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Verification;

/// <summary>Which row of a state became which, by their keys; and what that costs.</summary>
internal static class RowChanges
{
    /// <summary>The rows that are new, each with the row of its key before; rows without one are left out.</summary>
    public static Dictionary<Fact, Fact> Origins(VerifiedProgram program, GivenState before, GivenState after)
    {
        HashSet<Fact> known = [.. before.Facts], still = [.. after.Facts];
        Dictionary<string, Fact> gone = before.Facts.Where(f => !still.Contains(f) && HasKey(program, f)).ToDictionary(f => KeyOf(program, f), StringComparer.Ordinal);
        return after.Facts.Where(f => !known.Contains(f) && HasKey(program, f) && gone.ContainsKey(KeyOf(program, f))).ToDictionary(static f => f, f => gone[KeyOf(program, f)]);
    }

    /// <summary>Relative changes of numbers added up; 1 for each name, 2 for each row that comes or goes.</summary>
    public static double CostOf(VerifiedProgram program, GivenState before, GivenState after)
    {
        Dictionary<Fact, Fact> origins = Origins(program, before, after);
        int came = after.Facts.Except(before.Facts).Count() - origins.Count, went = before.Facts.Except(after.Facts).Count() - origins.Count;
        return (2.0 * (came + went)) + origins.Sum(static o => o.Key.Arguments.Zip(o.Value.Arguments).Sum(static p => Cost(p.First, p.Second)));
    }

    private static double Cost(Value now, Value old)
    {
        if (now == old)
        {
            return 0;
        }

        if (now.Kind != old.Kind || old.Kind is not (ValueKind.Number or ValueKind.Dec8 or ValueKind.Float64 or ValueKind.Time or ValueKind.Duration))
        {
            return 1;
        }

        double from = Number(old), unit = from != 0 ? Math.Abs(from) : old.Kind == ValueKind.Dec8 ? Dec8.Scale : 1;
        return Math.Abs(Number(now) - from) / unit;
    }

    private static double Number(Value value) => value.Kind == ValueKind.Float64 ? value.AsFloat64 : value.AsInt64;

    private static bool HasKey(VerifiedProgram program, Fact fact) => !program.KeyOf(program.IdOf(fact.Predicate)).IsDefault;

    private static string KeyOf(VerifiedProgram program, Fact fact)
    {
        ImmutableArray<int> key = program.KeyOf(program.IdOf(fact.Predicate));
        return $"{fact.Predicate}({string.Join(", ", key.Select(k => fact.Arguments[k].ToString()))})";
    }
}
