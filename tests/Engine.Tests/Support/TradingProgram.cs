using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>A bound program made by hand: propose(Sym, Action, Size, Confidence), two vetoes, require, two caps, and rules that differ in class and priority.</summary>
internal static class TradingProgram
{
    public const int SignalPredicate = 5;

    private static readonly SourceSpan Nowhere = new(new SourceText("trading.rules", ""), default);

    /// <summary>Rules in index order: (id, class, priority).</summary>
    public static readonly ImmutableArray<(string Id, string? Class, int Priority)> RuleTable =
    [
        ("arb.enter", "/entry", 60),
        ("arb.late", "/entry", 60),
        ("trend.enter", null, 80),
        ("inventory.reduce", "/reduce", 10),
        ("exit.crash", "/exit", 0),
        ("hedge.add", "/hedge", 999),
    ];

    public static BoundDecide Decide { get; } = new()
    {
        Name = "decision",
        Candidates = 0,
        Key = [0],
        ActionColumn = 1,
        SizeColumn = 2,
        ConfidenceColumn = 3,
        Vetoes = [1, 2],
        VetoExcept = ["/exit"],
        Require = 3,
        Required = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("/entry", ["/timeframes", "/reward"]),
        Caps = [4],
        CapExcept = ["/exit"],
        CooldownNs = 100,
        Span = Nowhere,
    };

    public static BoundProgram Build(BoundDecide? decide = null, bool rulesReadNow = false) => new()
    {
        Predicates =
        [
            Predicate(0, "propose", BoundType.String, BoundType.Any, BoundType.Dec8, BoundType.Float64),
            Predicate(1, "veto", BoundType.String, BoundType.Name),
            Predicate(2, "halted", BoundType.String),
            Predicate(3, "require", BoundType.String, BoundType.Name, BoundType.Name),
            Predicate(4, "cap", BoundType.String, BoundType.Dec8),
            Predicate(SignalPredicate, "signal", BoundType.String),
        ],
        Rules = [.. RuleTable.Select((rule, index) => Rule(index, rule, rulesReadNow))],
        Facts = [],
        Strata = [],
        Params = [],
        Decides = [decide ?? Decide],
        Tests = [],
        Version = "0123456789abcdef",
    };

    public static Fact Propose(string symbol, Value action, string size, double confidence = 1.0) =>
        new("propose", Value.String(symbol), action, Value.Decimal(Dec8.Parse(size)), Value.Float64(confidence));

    public static Fact Propose(string symbol, string action, string size, double confidence = 1.0) => Propose(symbol, Value.Name(action), size, confidence);

    public static Fact Veto(string symbol, string reason) => new("veto", Value.String(symbol), Value.Name(reason));

    public static Fact Halted(string symbol) => new("halted", Value.String(symbol));

    public static Fact Require(string symbol, string name, string kind) => new("require", Value.String(symbol), Value.Name(name), Value.Name(kind));

    public static Fact Cap(string symbol, string limit) => new("cap", Value.String(symbol), Value.Decimal(Dec8.Parse(limit)));

    private static BoundPredicate Predicate(int id, string name, params BoundType[] types) => new()
    {
        Id = id,
        Name = name,
        Types = [.. types],
        Columns = [.. types.Select(static (_, i) => $"arg{i + 1}")],
        IsDerived = true,
        IsExtensional = true,
        IsDeclared = true,
        Span = Nowhere,
    };

    private static BoundRule Rule(int index, (string Id, string? Class, int Priority) rule, bool readsNow) => new()
    {
        Index = index,
        Id = rule.Id,
        HeadPredicate = 0,
        Head = readsNow ? [new BoundNow { Type = BoundType.Time, Span = Nowhere }] : [],
        Body = [new BoundAtom { Predicate = SignalPredicate, IsNegated = false, Arguments = [], Span = Nowhere }],
        Transforms = [],
        Variables = [],
        Span = Nowhere,
        Class = rule.Class,
        Priority = rule.Priority,
    };
}
