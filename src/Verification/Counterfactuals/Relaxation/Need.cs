using System.Collections.Immutable;

namespace CryptoScalp.Rules.Verification;

/// <summary>What has to hold of a state, without negations: what cannot be read as one of these is taken as true, so that a need is at most weaker than the assertion it comes from.</summary>
internal abstract record Need
{
    private protected Need()
    {
    }

    public static Need All(IEnumerable<Need> parts)
    {
        ImmutableArray<Need> kept = [.. parts.Where(static p => p is not KnownNeed { Holds: true })];
        return kept.FirstOrDefault(static p => p is KnownNeed) ?? (kept.Length switch { 0 => KnownNeed.True, 1 => kept[0], _ => new AllNeed(kept) });
    }

    public static Need Any(IEnumerable<Need> parts)
    {
        ImmutableArray<Need> kept = [.. parts.Where(static p => p is not KnownNeed { Holds: false })];
        return kept.FirstOrDefault(static p => p is KnownNeed) ?? (kept.Length switch { 0 => KnownNeed.False, 1 => kept[0], _ => new AnyNeed(kept) });
    }
}

/// <summary>Settled already.</summary>
internal sealed record KnownNeed(bool Holds) : Need
{
    public static KnownNeed True { get; } = new(true);

    public static KnownNeed False { get; } = new(false);
}

internal sealed record AllNeed(ImmutableArray<Need> Parts) : Need;

internal sealed record AnyNeed(ImmutableArray<Need> Parts) : Need;

/// <summary>A truth value is this.</summary>
/// <param name="Choice">Its index.</param>
/// <param name="Value">What it is.</param>
internal sealed record ChoiceNeed(int Choice, bool Value) : Need;

/// <summary>A sum of numbers that may move is at least 0, or above it.</summary>
/// <param name="Terms">Factors other than 0; at least one.</param>
/// <param name="Constant">Is added.</param>
/// <param name="IsStrict">Above 0.</param>
internal sealed record SumNeed(ImmutableArray<(int Number, Rational Factor)> Terms, Rational Constant, bool IsStrict) : Need
{
    /// <summary>The sum where each number is as given.</summary>
    public Rational At(Rational[] point)
    {
        Rational sum = Constant;
        foreach ((int number, Rational factor) in Terms)
        {
            sum += factor * point[number];
        }

        return sum;
    }

    /// <summary>True of a sum that is enough.</summary>
    public bool Admits(Rational sum) => IsStrict ? sum.Sign > 0 : sum.Sign >= 0;
}
