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
        ImmutableArray<Need> kept = [.. parts.SelectMany(static p => p is AllNeed all ? all.Parts : [p]).Where(static p => p is not KnownNeed { Holds: true })];
        return kept.FirstOrDefault(static p => p is KnownNeed) ?? (kept.Length switch { 0 => KnownNeed.True, 1 => kept[0], _ => new AllNeed(kept) });
    }

    public static Need Any(IEnumerable<Need> parts)
    {
        ImmutableArray<Need> kept = [.. parts.SelectMany(static p => p is AnyNeed any ? any.Parts : [p]).Where(static p => p is not KnownNeed { Holds: false })];
        return kept.FirstOrDefault(static p => p is KnownNeed) ?? (kept.Length switch { 0 => KnownNeed.False, 1 => kept[0], _ => new AnyNeed(kept) });
    }
}

/// <summary>Settled already.</summary>
internal sealed record KnownNeed(bool Holds) : Need
{
    public static KnownNeed True { get; } = new(true);

    public static KnownNeed False { get; } = new(false);

    public static KnownNeed Of(bool holds) => holds ? True : False;
}

internal sealed record AllNeed(ImmutableArray<Need> Parts) : Need;

internal sealed record AnyNeed(ImmutableArray<Need> Parts) : Need
{
    /// <summary>What it depends on.</summary>
    public Mentions Mentions { get; } = Mentions.Of(Parts);
}

/// <summary>A truth value is this.</summary>
/// <param name="Choice">Its index.</param>
/// <param name="Value">What it is.</param>
internal sealed record ChoiceNeed(int Choice, bool Value) : Need;

/// <summary>A sum of numbers is at least 0, or above it.</summary>
/// <param name="Sum">At least one number.</param>
/// <param name="IsStrict">Above 0.</param>
internal sealed record SumNeed(LinearSum Sum, bool IsStrict) : Need
{
    /// <summary>True of a value of the sum that is enough.</summary>
    public bool Admits(Rational sum) => IsStrict ? sum.Sign > 0 : sum.Sign >= 0;
}

/// <summary>A sum of numbers is 0.</summary>
/// <param name="Sum">At least one number.</param>
internal sealed record EqualNeed(LinearSum Sum) : Need;
