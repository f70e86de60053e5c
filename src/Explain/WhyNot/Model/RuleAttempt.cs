using System.Collections.Immutable;

namespace CryptoScalp.Rules.Explain;

/// <summary>How close one rule came to deriving what was asked for.</summary>
public sealed record RuleAttempt
{
    public required string RuleId { get; init; }

    /// <summary><c>file.rules:12</c>.</summary>
    public required string Location { get; init; }

    public string? Doc { get; init; }

    /// <summary>From <c>class(/entry)</c>; null when the rule has none.</summary>
    public string? Class { get; init; }

    /// <summary>Why the rule cannot derive it whatever the facts are: its head gives another value. Null for the others, which alone have literals.</summary>
    public string? HeadMismatch { get; init; }

    /// <summary>For a grouped rule: what is wrong with its group, <c>the group is empty</c>. Null when its body's literals say it.</summary>
    public string? GroupFault { get; init; }

    /// <summary>In source order, under the values that leave the fewest unmet.</summary>
    public ImmutableArray<LiteralVerdict> Literals { get; init; } = [];

    /// <summary>The named variables that have a value, in the order in which the rule mentions them.</summary>
    public ImmutableArray<NamedValue> Bindings { get; init; } = [];

    /// <summary>The parameters that the rule reads, sorted by name.</summary>
    public ImmutableArray<NamedValue> Parameters { get; init; } = [];

    /// <summary>The relative distances of all failed literals added up; one that is no comparison of numbers counts 1. Meaningless with a head mismatch.</summary>
    public double Distance { get; init; }

    /// <summary>True when the search ended at its bound: other values may come closer.</summary>
    public bool IsCut { get; init; }

    public int Satisfied => Literals.Count(static l => l.Status == LiteralStatus.Held);

    public int Unmet => Literals.Length - Satisfied + (GroupFault is null ? 0 : 1);

    public IEnumerable<LiteralVerdict> Failed => Literals.Where(static l => l.Status == LiteralStatus.Failed);
}
