using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace CryptoScalp.Rules.Features;

/// <summary>A number asked for by name and parameters: <c>rsi(14)</c>, <c>bbands(20, /upperband, 5m)</c>, <c>zscore(rsi(14), 100)</c>, <c>mid</c>.</summary>
/// <remarks>
/// A name without parentheses is a feature of ticks, read as it changes. Everything else steps with bars: an indicator of <see cref="IndicatorTable"/>,
/// a combinator of <see cref="CombinatorTable"/> over other calls, or a feature of ticks as it stands when a bar closes.
/// Parameters are positional; after them may stand, in any order, an output's name, a second series in quotes, a length of bars and a venue.
/// </remarks>
public sealed class FeatureCall
{
    /// <summary>The length of bars of a call that names none: one minute, in nanoseconds.</summary>
    public const long StandardBarNs = 60_000_000_000;

    /// <summary>Calls within calls; deeper ones are refused.</summary>
    public const int DeepestNesting = 8;

    internal FeatureCall(string text, string name, ImmutableArray<double> numbers, ImmutableArray<FeatureCall> inner, string? output, OtherSeries? other, long? barLengthNs, string? venue) =>
        (Text, Name, Numbers, Inner, Output, Other, OwnBarLengthNs, Venue) = (text, name, numbers, inner, output, other, barLengthNs, venue);

    /// <summary>As it was asked for.</summary>
    public string Text { get; }

    /// <summary>Lower-case.</summary>
    public string Name { get; }

    /// <summary>Positional parameters; those left out have their defaults.</summary>
    public ImmutableArray<double> Numbers { get; }

    /// <summary>The calls that a combinator is applied to.</summary>
    public ImmutableArray<FeatureCall> Inner { get; }

    /// <summary>Which output; null for the first.</summary>
    public string? Output { get; }

    /// <summary>The second series of a function of two, whose closes its bars are compared with; null for functions of one.</summary>
    public OtherSeries? Other { get; }

    /// <summary>It, or a call within it, reads a second series.</summary>
    public bool ReadsOther => Other is not null || Inner.Any(static i => i.ReadsOther);

    /// <summary>The venues at which a symbol is compared with itself.</summary>
    public IEnumerable<string> VenuesComparedWith(string symbol)
    {
        IEnumerable<string> within = Inner.SelectMany(i => i.VenuesComparedWith(symbol));
        return Other is { Venue: { } venue } && (Other.Symbol is null || Other.Symbol == symbol) ? within.Append(venue) : within;
    }

    /// <summary>Where the market is looked at, <c>/binance</c>; null for the venue that the symbol is first heard from, other than those it is compared with.</summary>
    public string? Venue { get; }

    /// <summary>Nanoseconds per bar.</summary>
    public long BarLengthNs => OwnBarLengthNs ?? StandardBarNs;

    /// <summary>A feature of ticks, read as it changes.</summary>
    public bool IsOfTicks => Inner.IsEmpty && FeatureSchema.Default.TryFind(Name, out _);

    /// <summary>The bars that a value is computed from at least, the newest included; 1 where a feature of ticks is read as a bar closes.</summary>
    public int Bars => !Inner.IsEmpty ? Inner.Max(static i => i.Bars) + CombinatorTable.Find(Name)!.Earlier(Numbers)
        : IndicatorTable.Find(Name) is { } indicator ? CallChecks.Lookback(indicator, Numbers) + 1
        : 1;

    /// <summary>Bars before those still count, ever less (TA-Lib's unstable period).</summary>
    public bool Fades => IndicatorTable.Find(Name)?.HasUnstablePeriod == true && Inner.IsEmpty || Inner.Any(static i => i.Fades);

    internal long? OwnBarLengthNs { get; }

    /// <summary>What tells one computation from another: the defaults filled in, without venue and bars.</summary>
    internal string Key => $"{Name}({string.Join(',', Inner.Select(static i => i.Key).Concat(Numbers.Select(static n => n.ToString("R", System.Globalization.CultureInfo.InvariantCulture))))}){Other}{Output}";

    /// <summary>Reads a call and checks that it can be computed.</summary>
    /// <param name="problem">The rest of a sentence that begins with the call, when false.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out FeatureCall? call, out string problem)
    {
        FeatureCallReader reader = new(text);
        call = reader.TryRead(out problem);
        return call is not null;
    }

    public override string ToString() => Text;
}
