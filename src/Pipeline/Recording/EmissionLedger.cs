using System.Collections.Immutable;
using System.Text.Json;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a journal says was emitted, by whichever rules: the last decision of each key. What a run that goes on with the journal must not decide again.</summary>
/// <remarks>
/// Its size is that of the keys. An exit leaves only the cooldown that it began: where it is still proposed its position is still there, and nothing must hold it back.
/// </remarks>
public sealed class EmissionLedger
{
    private readonly SortedDictionary<string, JsonElement> _last = new(StringComparer.Ordinal);

    /// <summary>Takes a decision's record.</summary>
    public void Take(JournalRecord decision)
    {
        using JsonDocument document = JsonDocument.Parse(decision.Payload);
        JsonElement root = document.RootElement;
        _last[$"{root.GetProperty("name").GetString()}\n{root.GetProperty("key").GetRawText()}"] = root.Clone();
    }

    /// <summary>What an agenda of these rules has to remember; keys that its statement cannot have are left out.</summary>
    public ImmutableArray<AgendaMemory> ToMemory(BoundProgram program) => [.. program.Decides.Select(decide => MemoryOf(program, decide))];

    private AgendaMemory MemoryOf(BoundProgram program, BoundDecide decide) => new()
    {
        Name = decide.Name,
        Episodes = [.. _last.Values.Where(d => d.GetProperty("name").GetString() == decide.Name).Select(d => Remembered(program, decide, d)).OfType<RememberedEpisode>()],
    };

    private static RememberedEpisode? Remembered(BoundProgram program, BoundDecide decide, JsonElement recorded)
    {
        string className = recorded.GetProperty("class").GetString()!;
        if (Columns(program, decide, recorded) is not { } columns)
        {
            return null;
        }

        EventTime at = new(Number(recorded, "at"));
        ImmutableArray<Value> key = [.. decide.Key.Select(c => columns[c]!.Value)];
        if (decide.CooldownExcept.Contains(className))
        {
            return new RememberedEpisode(key, null, null, at);
        }

        Value action = columns[decide.ActionColumn]!.Value, size = columns[decide.SizeColumn]!.Value;
        Candidate winner = new()
        {
            Fact = new Fact(program.Predicates[decide.Candidates].Name, [.. columns.OfType<Value>()]),
            Key = key,
            Action = action,
            AskedSize = size,
            Confidence = Value.Float64(1.0),
            RuleId = recorded.GetProperty("rule").GetString()!,
            Class = className,
            Priority = recorded.GetProperty("priority").GetInt32(),
        };
        Decision emitted = new()
        {
            Id = recorded.GetProperty("id").GetString()!,
            Name = decide.Name,
            Winner = winner,
            Size = size,
            At = at,
            Sequence = Number(recorded, "sequence"),
            Status = DecisionStatus.Held,
        };
        return new RememberedEpisode(key, action, emitted, at) { IsOfEarlierRun = true };
    }

    private static long Number(JsonElement recorded, string name) => long.Parse(recorded.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The recorded texts as values of the candidates' columns; null where they do not fit any more.</summary>
    private static Value?[]? Columns(BoundProgram program, BoundDecide decide, JsonElement recorded)
    {
        BoundPredicate candidates = program.Predicates[decide.Candidates];
        string[] texts = [.. Enumerable.Repeat("_", candidates.Arity)];
        JsonElement key = recorded.GetProperty("key");
        if (key.GetArrayLength() != decide.Key.Length)
        {
            return null;
        }

        for (int i = 0; i < decide.Key.Length; i++)
        {
            texts[decide.Key[i]] = key[i].GetString()!;
        }

        texts[decide.ActionColumn] = recorded.GetProperty("action").GetString()!;
        texts[decide.SizeColumn] = recorded.GetProperty("size").GetString()!;
        QueryTree tree = SyntaxTree.ParseQuery(new SourceText("journal", $"{candidates.Name}({string.Join(", ", texts)})"));
        DiagnosticBag faults = new();
        BoundQuery? query = tree.Diagnostics.Any(static d => d.IsError) ? null : QueryBinder.Bind(program, tree.Literals, tree.Source, faults);
        return query is { Literals: [BoundAtom atom] } && !faults.HasErrors ? [.. atom.Arguments.Select(static a => a is BoundConstant c ? c.Value : (Value?)null)] : null;
    }
}
