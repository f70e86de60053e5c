using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Verification;

/// <summary>Moves the numbers that moved a little further the same way, by no more than their last digits: an edge that must be crossed has no nearest point.</summary>
internal static class Nudge
{
    /// <summary>How far, relative; at least the next number that the language can hold.</summary>
    public static ImmutableArray<double> Steps { get; } = [1e-15, 1e-13];

    public static IEnumerable<GivenState> Further(VerifiedProgram program, GivenState before, GivenState after)
    {
        Dictionary<Fact, Fact> origins = RowChanges.Origins(program, before, after);
        foreach (double step in Steps)
        {
            ImmutableArray<Fact> facts = [.. after.Facts.Select(f => origins.TryGetValue(f, out Fact? old) ? Moved(old, f, step) : f).Order()];
            if (!facts.AsSpan().SequenceEqual(after.Facts.AsSpan()))
            {
                yield return after with { Facts = facts };
            }
        }
    }

    /// <summary>A value that moved, further on; others are left as they are.</summary>
    public static Value Beyond(Value old, Value now, double step)
    {
        if (old == now || now.Kind != ValueKind.Float64 || old.Kind != ValueKind.Float64)
        {
            return now;
        }

        double by = Math.Abs(now.AsFloat64) * step;
        double up = Math.Max(now.AsFloat64 + by, Math.BitIncrement(now.AsFloat64)), down = Math.Min(now.AsFloat64 - by, Math.BitDecrement(now.AsFloat64));
        return Value.TryFloat64(now.AsFloat64 > old.AsFloat64 ? up : down, out Value moved) ? moved : now;
    }

    private static Fact Moved(Fact old, Fact now, double step) =>
        new(now.Predicate, [.. now.Arguments.Select((v, i) => Beyond(old.Arguments[i], v, step))]);
}
