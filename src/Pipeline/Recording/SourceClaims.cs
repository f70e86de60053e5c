using System.Globalization;
using System.Text.RegularExpressions;
using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What the origins of a journal's given facts claim: which frames had which checksums, and which versions of models scored.</summary>
internal sealed partial class SourceClaims
{
    private int _run;

    /// <summary>By feed and line: the checksum, and the first record that claims it.</summary>
    public Dictionary<string, Dictionary<long, (uint Checksum, int Run, JournalRecord By)>> Frames { get; } = new(StringComparer.Ordinal);

    /// <summary>Ensemble and version, with the first record that claims it.</summary>
    public Dictionary<(string Ensemble, string Version), (int Run, JournalRecord By)> Models { get; } = [];

    /// <summary>Frames that are claimed with two checksums; only a journal that was altered, or two files of one name, have any.</summary>
    public List<(string Feed, long Line, int Run, JournalRecord By)> Contradictions { get; } = [];

    public void Take(JournalRecord record)
    {
        _run += record.Type == JournalRecordType.RunStarted ? 1 : 0;
        if (record.Type == JournalRecordType.FactChanges)
        {
            foreach (string origin in RecordedTransaction.Of(record).Origins.OfType<string>().Distinct(StringComparer.Ordinal))
            {
                Take(origin, record);
            }
        }
    }

    private void Take(string origin, JournalRecord record)
    {
        if (FrameClaim().Match(origin) is { Success: true } frame)
        {
            string feed = frame.Groups["feed"].Value;
            long line = long.Parse(frame.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            uint checksum = uint.Parse(frame.Groups["crc"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            Take(feed, line, checksum, record);
        }

        if (ModelClaim().Match(origin) is { Success: true } model)
        {
            Models.TryAdd((model.Groups["ensemble"].Value, model.Groups["version"].Value), (_run, record));
        }
    }

    private void Take(string feed, long line, uint checksum, JournalRecord record)
    {
        if (!Frames.TryGetValue(feed, out var lines))
        {
            Frames.Add(feed, lines = []);
        }

        if (!lines.TryAdd(line, (checksum, _run, record)) && lines[line].Checksum != checksum)
        {
            Contradictions.Add((feed, line, _run, record));
        }
    }

    [GeneratedRegex("(?:^|, )frame (?<line>[0-9]{1,18}) \\(crc (?<crc>[0-9a-f]{8})\\) of (?<feed>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex FrameClaim();

    [GeneratedRegex("^model (?<ensemble>.+)/(?<version>[0-9a-f]+), ", RegexOptions.CultureInvariant)]
    private static partial Regex ModelClaim();
}
