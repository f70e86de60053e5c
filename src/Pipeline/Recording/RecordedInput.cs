using System.Text;
using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What one recorded run was given so far: its rules and the changes of given facts, as text.</summary>
internal sealed class RecordedInput
{
    private readonly List<SourceText> _sources = [];
    private readonly StringBuilder _changes = new();

    /// <summary>Files of the program, libraries included, in the order recorded.</summary>
    public IReadOnlyList<SourceText> Sources => _sources;

    /// <summary>All changes so far, in the format of change scripts.</summary>
    public string Changes => _changes.ToString();

    /// <summary>Event time of the last change; zero before the first event.</summary>
    public EventTime At { get; private set; }

    public void AddSource(JournalRecord pack)
    {
        using JsonDocument document = JsonDocument.Parse(pack.Payload);
        _sources.Add(new SourceText(document.RootElement.GetProperty("path").GetString()!, document.RootElement.GetProperty("text").GetString()!));
    }

    public void AddChanges(JournalRecord changes)
    {
        using JsonDocument document = JsonDocument.Parse(changes.Payload);
        foreach (JsonElement change in document.RootElement.GetProperty("changes").EnumerateArray())
        {
            _changes.Append(change.GetString()).Append(".\n");
        }

        At = changes.At;
    }
}
