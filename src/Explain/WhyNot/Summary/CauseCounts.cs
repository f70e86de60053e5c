using System.Collections.Immutable;
using System.Globalization;

namespace CryptoScalp.Rules.Explain;

/// <summary>Counts causes that are the same but for their values.</summary>
internal sealed class CauseCounts
{
    private readonly Dictionary<(string Kind, string Rule, string Text), Tally> _tallies = [];

    /// <param name="cause">What stood in the way.</param>
    /// <param name="isAlone">Nothing else did.</param>
    public void Add(CountedCause cause, bool isAlone)
    {
        (string, string, string) place = (cause.Kind, cause.RuleId, cause.Text);
        if (!_tallies.TryGetValue(place, out Tally? tally))
        {
            _tallies.Add(place, tally = new Tally());
        }

        tally.Count++;
        tally.Alone += isAlone ? 1 : 0;
        if (cause.Distance is { } distance)
        {
            tally.AmountsOf((distance.Words, distance.Unit)).Add(distance.Amount);
        }
    }

    /// <summary>Most often first, then those that were alone most often, then by text.</summary>
    public ImmutableArray<BlockingCause> Ranked() =>
    [
        .. _tallies.OrderByDescending(static t => t.Value.Count).ThenByDescending(static t => t.Value.Alone)
            .ThenBy(static t => t.Key.Text, StringComparer.Ordinal).ThenBy(static t => t.Key.Rule, StringComparer.Ordinal).ThenBy(static t => t.Key.Kind, StringComparer.Ordinal)
            .Select(static t => new BlockingCause { Kind = t.Key.Kind, RuleId = t.Key.Rule, Text = t.Key.Text, Count = t.Value.Count, Alone = t.Value.Alone, Distance = t.Value.Spread() }),
    ];

    private static double SizeOf(string amount) => double.Parse(amount, CultureInfo.InvariantCulture);

    private sealed class Tally
    {
        public int Count { get; set; }

        public int Alone { get; set; }

        private readonly Dictionary<(string Words, string Unit), List<string>> _amounts = [];

        public List<string> AmountsOf((string Words, string Unit) measure)
        {
            if (!_amounts.TryGetValue(measure, out List<string>? amounts))
            {
                _amounts.Add(measure, amounts = []);
            }

            return amounts;
        }

        /// <summary>Of what was measured most often: what lifts a veto may be another threshold at another time.</summary>
        public DistanceSpread? Spread()
        {
            if (_amounts.Count == 0)
            {
                return null;
            }

            ((string words, string unit), List<string> amounts) = _amounts.OrderByDescending(static m => m.Value.Count)
                .ThenBy(static m => m.Key.Words, StringComparer.Ordinal).ThenBy(static m => m.Key.Unit, StringComparer.Ordinal).First();
            amounts.Sort(static (a, b) => SizeOf(a).CompareTo(SizeOf(b)) is var order && order != 0 ? order : string.CompareOrdinal(a, b));
            return new DistanceSpread(words, unit, amounts.Count, amounts[(amounts.Count - 1) / 2], amounts[0]);
        }
    }
}

/// <summary>One thing that stood in the way once.</summary>
/// <param name="Kind">As <see cref="BlockingCause.Kind"/>.</param>
/// <param name="RuleId">As <see cref="BlockingCause.RuleId"/>.</param>
/// <param name="Text">As <see cref="BlockingCause.Text"/>.</param>
/// <param name="Distance">Null where there is nothing to measure.</param>
internal readonly record struct CountedCause(string Kind, string RuleId, string Text, MeasuredDistance? Distance);

/// <summary>How far something was from giving way.</summary>
/// <param name="Words">What must happen: <c>Flow must rise</c>.</param>
/// <param name="Unit">May be empty.</param>
/// <param name="Amount">A plain decimal.</param>
internal sealed record MeasuredDistance(string Words, string Unit, string Amount)
{
    public static MeasuredDistance? Of(Shortfall? shortfall) => shortfall is null ? null : new($"{shortfall.Subject} must {shortfall.Direction}", shortfall.Unit, shortfall.Amount);
}
