using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Brings an account into the state that recorded runs left it in: their fills, and between them the quotes that valued what was held.</summary>
/// <remarks>
/// In the order of the journal, which is that of the run, so positions, equity, its peak and tripped kill switches are what they were. Quotes are read where the
/// rules were told them; where they were not, what is held is worth what it was bought for until the market says otherwise.
/// </remarks>
internal sealed class PastAccount(RiskState risk)
{
    private const string Quote = "+quote(";

    /// <summary>Books one record.</summary>
    /// <param name="record">Of any type.</param>
    /// <param name="marks">False leaves quotes aside.</param>
    /// <param name="at">Event time to book at; null for the record's own.</param>
    public void Take(JournalRecord record, bool marks, EventTime? at)
    {
        if (record.Type == JournalRecordType.Fill)
        {
            Fill fill = RiskJson.FillOf(record);
            fill = fill with { At = at ?? fill.At };
            risk.OrderSent(fill.At);
            risk.ApplyFill(fill);
        }
        else if (marks && record.Type == JournalRecordType.FactChanges)
        {
            foreach (string change in RecordedTransaction.Of(record).Changes.Where(static c => c.StartsWith(Quote, StringComparison.Ordinal)))
            {
                Mark(ChangeText.ArgumentsOf(change), record.At);
            }
        }
    }

    /// <summary><c>quote(Venue, Symbol, Bid, Ask, …)</c>, as the library <c>market</c> declares it; what is otherwise is no quote of a market.</summary>
    private void Mark(string[] quote, EventTime at)
    {
        if (quote.Length == 6 && quote[1].Length > 2 && Dec8.TryParse(quote[2], out Dec8 bid) && Dec8.TryParse(quote[3], out Dec8 ask))
        {
            risk.Mark(new InstrumentId(quote[0], quote[1][1..^1]), Dec8.Midpoint(bid, ask), at);
        }
    }
}
