using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Journal.Tests;

/// <summary>Small journals, the same each time.</summary>
internal static class Samples
{
    public static string Payload(int i) => i % 5 == 3 ? "" : $"{{\"id\":\"{i:x4}\",\"text\":\"{new string('x', i * 7 % 40)}\"}}";

    public static void AppendTo(JournalWriter writer, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            writer.Append((JournalRecordType)((i % 12) + 1), i, new EventTime(i * 1000L), Encoding.UTF8.GetBytes(Payload(i)));
        }
    }

    /// <summary>Writes records 0 to <paramref name="count"/> - 1 and closes; gives the hash.</summary>
    public static string Write(string directory, int count, JournalOptions? options = null)
    {
        using JournalWriter writer = JournalWriter.Open(directory, options);
        AppendTo(writer, 0, count);
        writer.Flush(durable: false);
        return writer.Hash;
    }

    /// <summary>Asserts that records are exactly numbers 0 to count - 1.</summary>
    public static void AssertArePrefix(IReadOnlyList<JournalRecord> records, int count)
    {
        Assert.Equal(count, records.Count);
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(((JournalRecordType)((i % 12) + 1), (long)i, new EventTime(i * 1000L)), (records[i].Type, records[i].Sequence, records[i].At));
            Assert.Equal(Payload(i), Encoding.UTF8.GetString(records[i].Payload.Span));
        }
    }
}
