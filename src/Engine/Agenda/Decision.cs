using System.Collections.Immutable;
using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>What was decided for a key. Emitted once, when its episode begins, and never retracted.</summary>
/// <remarks>Equal when the ids and the status are. Immutable.</remarks>
public sealed record Decision
{
    /// <summary>16 hex digits over program version, sequence, time, name, key, action, size and rule id; see <see cref="ContentId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The <c>decide</c> statement's name, <c>decision</c> by default.</summary>
    public required string Name { get; init; }

    /// <summary>The candidate that won when the decision was emitted.</summary>
    public required Candidate Winner { get; init; }

    /// <summary>The size after caps.</summary>
    public required Value Size { get; init; }

    /// <summary>The cap row that made the size smaller than asked; null when none did.</summary>
    public Fact? Cap { get; init; }

    /// <summary>For each requirement of the class, in the program's order, the row that met it; empty when none is required.</summary>
    public ImmutableArray<Fact> Requirements { get; init; } = [];

    /// <summary>Event time of the emission.</summary>
    public required EventTime At { get; init; }

    /// <summary>Transaction of the emission.</summary>
    public required long Sequence { get; init; }

    public required DecisionStatus Status { get; init; }

    public ImmutableArray<Value> Key => Winner.Key;

    public Value Action => Winner.Action;

    public Value AskedSize => Winner.AskedSize;

    public Value Confidence => Winner.Confidence;

    public string RuleId => Winner.RuleId;

    public string Class => Winner.Class;

    public int Priority => Winner.Priority;

    public bool Equals(Decision? other) => other is not null && Id == other.Id && Status == other.Status;

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <summary>The decision as a row, <c>decision("BTCUSDT", /long, 1.5)</c>: name, key columns, action, size.</summary>
    public Fact ToFact() => new(Name, [.. Key, Action, Size]);

    /// <summary>As <see cref="ToFact"/> prints.</summary>
    public override string ToString() => ToFact().ToString();

    /// <summary>The id of an emission; every part is written so that no two different emissions share a text.</summary>
    internal static string IdOf(string programVersion, long sequence, EventTime at, string name, Candidate winner, Value size)
    {
        StringBuilder text = ScratchText.Take().Append("decision\n");
        text.Append(programVersion).Append('\n').Append(sequence).Append('\n').Append(at.Nanoseconds).Append('\n');
        ValueText.AppendQuoted(text, name);
        text.Append('\n');
        ValueText.Append(text, Value.List(winner.Key.AsSpan()));
        text.Append('\n');
        ValueText.Append(text, winner.Action);
        text.Append('\n');
        ValueText.Append(text, size);
        text.Append('\n');
        ValueText.AppendQuoted(text, winner.RuleId);
        string id = ContentId.Of(text);
        ScratchText.Give(text);
        return id;
    }
}
