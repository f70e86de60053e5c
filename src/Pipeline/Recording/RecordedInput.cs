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
    private readonly Dictionary<string, SourceText[]> _staged = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BindResult> _seen = new(StringComparer.Ordinal);
    private List<string> _latest = [];
    private BindResult? _bound;

    /// <summary>What the run said of itself; null where nothing is known of it.</summary>
    public JournalRecord? Started { get; init; }

    /// <summary>Event time of the last change; zero before the first event.</summary>
    public EventTime At { get; private set; }

    /// <summary>Only exits are decided until then; null when everything is.</summary>
    public EventTime? WarmsUntil { get; private set; }

    /// <summary>The program in force so far, and what does not bind in it.</summary>
    public BindResult Bound => _bound ??= AsStarted(Bind(_sources));

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

    /// <summary>A run begins: with the rows that stood at the end of the run before where it took over its state, otherwise with none.</summary>
    public static RecordedInput Begin(JournalRecord started, RecordedInput before)
    {
        RecordedInput input = new() { Started = started };
        if (TakenPast.Of(started) is { } taken)
        {
            before.Settle();
            input._changes.AddRange(before._changes);
            foreach ((string row, int place) in before._byRow)
            {
                input._byRow.Add(row, place);
            }

            input.At = taken.At;
        }

        return input;
    }

    public void AddSource(JournalRecord pack)
    {
        using JsonDocument document = JsonDocument.Parse(pack.Payload, RecordFormat.Once);
        _sources.Add(SourceOf(document.RootElement));
    }

    /// <summary>Takes rules that were staged; they are bound when somebody asks.</summary>
    /// <returns>The version that they are said to have.</returns>
    /// <exception cref="FormatException">The record is not formed as docs/journal.md says.</exception>
    public string Stage(JournalRecord staged)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(staged.Payload, RecordFormat.Once);
            string version = document.RootElement.GetProperty("version").GetString()!;
            _staged[version] = [.. document.RootElement.GetProperty("sources").EnumerateArray().Select(SourceOf)];
            return version;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"the record of staged rules at {staged.Place} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>What the sources are that were staged as a version.</summary>
    public BindResult Staged(string version) => Bind(_staged[version]);

    /// <summary>Other rules, or other values of parameters, are in force from here on.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    /// <exception cref="FormatException">The record is not formed as docs/journal.md says.</exception>
    public string? Change(RecordedChange change)
    {
        if (Bound.Program is not { } before || before.Version != change.From)
        {
            return $"it says that {change.From} was in force, but {Bound.Program?.Version ?? "rules that do not check"} was";
        }

        _seen.TryAdd(before.Version, Bound);
        BoundProgram? rules = change.Kind == PackChangeKind.Params ? before : ProgramOf(change.To, before);
        if (rules is null)
        {
            return $"it puts {change.To} in force, of which the journal has no sources that check";
        }

        WarmsUntil = change.Kind == PackChangeKind.Params ? WarmsUntil : change.WarmsUntil;
        _bound = WithParams(rules, change.Params);
        _keys.Clear();
        return _bound.Program is null ? $"its parameters do not fit: {_bound.Diagnostics.FirstOrDefault()?.Message}"
            : _bound.Program.Version != change.To ? $"it says that {change.To} comes into force, but the recorded rules have the version {_bound.Program.Version}"
            : null;
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

    /// <summary>A run may have begun with other values of parameters than its rules state: those that were in force in the run that it goes on with.</summary>
    private BindResult AsStarted(BindResult stated)
    {
        if (Started is null || stated.Program is not { } rules)
        {
            return stated;
        }

        try
        {
            RecordedHeader header = RecordedHeader.Read(Started);
            WarmsUntil ??= header.WarmsUntil;
            BoundProgram? started = header.Program == rules.Version ? rules : WithParams(rules, header.Params).Program;
            return started?.Version == header.Program ? stated with { Program = started } : stated;
        }
        catch (FormatException)
        {
            return stated; // whoever reads the record of the start says so
        }
    }

    /// <summary>Staged rules may have been given other values of parameters before they came into force again: then that version was in force before.</summary>
    private BoundProgram? ProgramOf(string version, BoundProgram before)
    {
        if (_seen.TryGetValue(version, out BindResult? seen))
        {
            return seen.Program;
        }

        BoundProgram? bound = _staged.TryGetValue(version, out SourceText[]? sources) ? Bind(sources).Program : null;
        return bound ?? (before.Version == version ? before : null);
    }

    private static BindResult WithParams(BoundProgram rules, IReadOnlyDictionary<string, string> texts)
    {
        DiagnosticBag faults = new();
        Dictionary<string, Value> values = new(StringComparer.Ordinal);
        foreach ((string name, string text) in texts)
        {
            if (rules.Params.FirstOrDefault(p => p.Name == name)?.Value.ToString() != text && ParameterReader.Read(rules, name, text, faults) is { } value)
            {
                values.Add(name, value);
            }
        }

        return new BindResult(faults.HasErrors ? null : values.Count == 0 ? rules : rules.WithParams(values), faults.ToSorted());
    }

    private static SourceText SourceOf(JsonElement source) => new(source.GetProperty("path").GetString()!, source.GetProperty("text").GetString()!);

    /// <summary>Every recorded library can be used, also one that a file of the author's stood in for.</summary>
    private static BindResult Bind(IReadOnlyList<SourceText> sources)
    {
        Dictionary<string, string> libraries = new(StringComparer.Ordinal);
        foreach (SourceText source in sources)
        {
            if (LibrarySource.NameOf(source) is { } name)
            {
                libraries[name] = source.Text;
            }
        }

        SyntaxTree[] trees = [.. sources.Where(static s => !s.Path.StartsWith(LibrarySource.PathPrefix, StringComparison.Ordinal)).Select(SyntaxTree.Parse)];
        return RuleBinder.Bind(trees, new BindOptions { CheckCall = FeatureCalls.Check, Libraries = libraries, External = MarketCatalogue.Relations });
    }
}
