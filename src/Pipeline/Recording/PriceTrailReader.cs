using System.Collections.Immutable;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Reads the quotes of a symbol around a moment out of a journal, for the chart of a page.</summary>
/// <param name="directory">The journal.</param>
/// <param name="stop">Ends what is being read with <see cref="OperationCanceledException"/>.</param>
public sealed class PriceTrailReader(string directory, CancellationToken stop = default)
{
    private const long Before = 30_000_000_000, After = 10_000_000_000;

    /// <summary>More would not be seen; every venue's quotes are thinned evenly.</summary>
    private const int MaxPoints = 2_000;

    /// <summary>Quotes from 30 s before to 10 s after the moment; null when there are none.</summary>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    public PriceTrail? Read(string symbol, EventTime moment)
    {
        string quoted = Value.String(symbol).ToString();
        List<PricePoint> points = [];
        foreach (JournalRecord record in new JournalReader(directory, stop).ReadAll())
        {
            if (record.Type == JournalRecordType.RunStarted)
            {
                points.Clear();
            }
            else if (record.Type == JournalRecordType.FactChanges && record.At.Nanoseconds >= moment.Nanoseconds - Before)
            {
                if (record.At.Nanoseconds > moment.Nanoseconds + After)
                {
                    break;
                }

                points.AddRange(RecordedTransaction.Of(record).Changes.Select(c => PointOf(c, quoted, record.At)).OfType<PricePoint>());
            }
        }

        return points.Count == 0 ? null : new PriceTrail(symbol, moment, Thin(points));
    }

    /// <summary>A change <c>+quote(VENUE, SYMBOL, BID, ASK, …)</c> of the symbol; null for any other, and for an empty side.</summary>
    private static PricePoint? PointOf(string change, string symbol, EventTime at)
    {
        if (!change.StartsWith("+quote(", StringComparison.Ordinal) || ChangeText.ArgumentsOf(change) is not [{ } venue, { } name, { } bid, { } ask, ..] || name != symbol)
        {
            return null;
        }

        bool isPrice = Dec8.TryParse(bid, out Dec8 low) & Dec8.TryParse(ask, out Dec8 high);
        return isPrice && low > Dec8.Zero && high > Dec8.Zero ? new PricePoint(at, venue, low.ToDouble(), high.ToDouble()) : null;
    }

    private static ImmutableArray<PricePoint> Thin(List<PricePoint> points)
    {
        int step = (points.Count + MaxPoints - 1) / MaxPoints;
        return [.. points.GroupBy(static p => p.Venue).SelectMany(g => g.Where((_, i) => i % step == 0)).OrderBy(static p => p.At.Nanoseconds).ThenBy(static p => p.Venue, StringComparer.Ordinal)];
    }
}
