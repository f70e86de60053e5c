using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.MarketData.Tests;

/// <summary>All that a reader took from a frame, as text: fields that were not there are left out, since the frame object still holds older ones.</summary>
internal static class FrameContent
{
    public static string Of(Frame frame)
    {
        if (frame.Fault == FeedFault.NotJson)
        {
            return "not JSON";
        }

        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{frame.Kind} {frame.Fault} {frame.Present} {Encoding.Latin1.GetString(frame.Symbol)} {frame.EventMs} {frame.TransactionMs}");
        Add(text, frame, FrameFields.FirstId, frame.FirstId);
        Add(text, frame, FrameFields.LastId, frame.LastId);
        Add(text, frame, FrameFields.SnapshotId, frame.LastId);
        Add(text, frame, FrameFields.PreviousId, frame.PreviousId);
        Add(text, frame, FrameFields.TradeId, frame.TradeId);
        Add(text, frame, FrameFields.AggregateId, frame.AggregateId);
        Add(text, frame, FrameFields.BidPrice, frame.BidPrice.Raw);
        Add(text, frame, FrameFields.BidSize, frame.BidSize.Raw);
        Add(text, frame, FrameFields.AskPrice, frame.AskPrice.Raw);
        Add(text, frame, FrameFields.AskSize, frame.AskSize.Raw);
        Add(text, frame, FrameFields.Price, frame.Price.Raw);
        Add(text, frame, FrameFields.Size, frame.Size.Raw);
        Add(text, frame, FrameFields.Maker, frame.BuyerIsMaker ? 1 : 0);
        Add(text, frame, FrameFields.Execution, (long)frame.Execution);
        AddLevels(text, frame.Levels.Bids);
        AddLevels(text, frame.Levels.Asks);
        return text.ToString();
    }

    private static void Add(StringBuilder text, Frame frame, FrameFields field, long value)
    {
        if (frame.Has(field))
        {
            text.Append(CultureInfo.InvariantCulture, $" {field}={value}");
        }
    }

    private static void AddLevels(StringBuilder text, ReadOnlySpan<BookLevel> levels)
    {
        text.Append(" [");
        foreach (BookLevel level in levels)
        {
            text.Append(CultureInfo.InvariantCulture, $"{level.Price.Raw}x{level.Size.Raw} ");
        }

        text.Append(']');
    }
}
