using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Reads the levels of Binance's book messages.</summary>
internal static class LevelsParser
{
    /// <summary><c>[["price","size"], …]</c>.</summary>
    public static void Read(ref Utf8JsonReader reader, Frame frame, bool bids)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            Dec8 price = JsonField.Amount(ref reader, frame, FrameFields.None);
            reader.Read();
            Dec8 size = JsonField.Amount(ref reader, frame, FrameFields.None);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                // Old REST snapshots end each level with an empty list.
                reader.Skip();
            }

            Add(frame, price, size, bids);
        }

        if (reader.TokenType != JsonTokenType.EndArray)
        {
            frame.Blame(FeedFault.IllTypedField);
            JsonField.SkipRestOfArray(ref reader);
        }
    }

    public static void Add(Frame frame, Dec8 price, Dec8 size, bool bids)
    {
        if (price.IsZero)
        {
            frame.Blame(FeedFault.NumberOutOfRange);
        }

        BookLevel level = new(price, size);
        if (bids)
        {
            frame.Levels.AddBid(level);
        }
        else
        {
            frame.Levels.AddAsk(level);
        }
    }
}
