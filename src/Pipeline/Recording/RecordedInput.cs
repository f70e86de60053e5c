using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What one recorded run was given so far: its rules, and the last change of every row of given facts.</summary>
internal sealed class RecordedInput
{
    private readonly List<SourceText> _sources = [];
    private readonly Dictionary<string, ImmutableArray<int>> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byRow = new(StringComparer.Ordinal);
    private readonly List<string> _changes = [];
    private List<string> _latest = [];
    private BindResult? _bound;

    /// <summary>What the run said of itself; null where nothing is known of it.</summary>
    public JournalRecord? Started { get; init; }

    /// <summary>Event time of the last change; zero before the first event.</summary>
    public EventTime At { get; private set; }

    /// <summary>The program of the sources so far, and what does not bind in it.</summary>
    public BindResult Bound => _bound ??= Bind();

    /// <summary>The last change of every row, in the format of change scripts; rows in the order in which they first appeared.</summary>
    public string Changes
    {
        get
        {
            Settle();
            StringBuilder text = new();
            foreach (string change in _changes)
            {
                text.Append(change).Append(".\n");
            }

            return text.ToString();
        }
    }

    public void AddSource(JournalRecord pack)
    {
        using JsonDocument document = JsonDocument.Parse(pack.Payload);
        _sources.Add(new SourceText(document.RootElement.GetProperty("path").GetString()!, document.RootElement.GetProperty("text").GetString()!));
    }

    /// <summary>Takes a transaction, which counts unless <see cref="RollBack"/> follows.</summary>
    public void AddChanges(JournalRecord changes)
    {
        Settle();
        using JsonDocument document = JsonDocument.Parse(changes.Payload);
        _latest = [.. document.RootElement.GetProperty("changes").EnumerateArray().Select(static c => c.GetString()!)];
        At = changes.At;
    }

    /// <summary>The transaction just taken was rolled back: it changed nothing.</summary>
    public void RollBack() => _latest = [];

    private void Settle()
    {
        foreach (string change in _latest)
        {
            string row = ChangeText.KeyOf(change, KeyOf(ChangeText.PredicateOf(change)));
            if (_byRow.TryAdd(row, _changes.Count))
            {
                _changes.Add(change);
            }
            else
            {
                _changes[_byRow[row]] = change;
            }
        }

        _latest = [];
    }

    private ImmutableArray<int> KeyOf(string predicate)
    {
        if (_keys.Count == 0)
        {
            foreach (BoundPredicate known in Bound.Program?.Predicates ?? [])
            {
                _keys[known.Name] = known.Key;
            }
        }

        return _keys.GetValueOrDefault(predicate, []);
    }

    /// <summary>Every recorded library can be used, also one that a file of the author's stood in for.</summary>
    private BindResult Bind()
    {
        Dictionary<string, string> libraries = new(StringComparer.Ordinal);
        foreach (SourceText source in _sources)
        {
            if (LibrarySource.NameOf(source) is { } name)
            {
                libraries[name] = source.Text;
            }
        }

        SyntaxTree[] trees = [.. _sources.Where(static s => !s.Path.StartsWith(LibrarySource.PathPrefix, StringComparison.Ordinal)).Select(SyntaxTree.Parse)];
        return RuleBinder.Bind(trees, new BindOptions { CheckCall = FeatureCalls.Check, Libraries = libraries, External = MarketCatalogue.Relations });
    }
}
