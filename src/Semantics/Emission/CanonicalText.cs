using System.Collections.Immutable;

namespace CryptoScalp.Rules.Semantics;

/// <summary>One line of canonical text per part of a program.</summary>
internal sealed class CanonicalText(BoundProgram program)
{
    public string Predicate(BoundPredicate p) =>
        $"predicate {p.Name}({string.Join(", ", p.Types)}) key [{string.Join(", ", p.Key)}]{(p.IsExtensional ? " extensional" : "")}"
        + $"{(p.TtlNs is { } ttl ? $" ttl {ttl}" : "")}{(p.LatenessNs is { } lateness ? $" lateness {lateness}" : "")}{Tag(p.Tag)}{Merge(p.Merge)}{Promises(p.Promises)}";

    /// <summary>What a predicate of the past shows; empty for others.</summary>
    public string View(BoundPredicate p) => p.View is { } v
        ? $"view {v.Kind} of {Name(v.Source)} [{string.Join(", ", v.Columns)}] {v.Near} {v.Far} {v.Count} [{string.Join(", ", v.Partition)}]"
        : "";

    /// <summary>With the id where one is written: it decides ties between candidates.</summary>
    public string Rule(BoundRule r)
    {
        string id = r.Id.StartsWith(program.Predicates[r.HeadPredicate].Name + "#", StringComparison.Ordinal) ? "" : r.Id;
        string head = $"{program.Predicates[r.HeadPredicate].Name}({Join(r.Head)})";
        string effect = r.Effect == RuleEffect.Derive ? "rule" : r.Effect.ToString().ToLowerInvariant();
        return $"{effect} \"{id}\" {r.Priority} {r.Class ?? "-"} {head} :- {string.Join(", ", r.Body.Select(Literal))}{string.Concat(r.Transforms.Select(Transform))}";
    }

    private static string Tag(BoundTag? t) => t is null ? "" : $" tag {t.Kind} {t.Column} {t.Proofs}";

    private static string Merge(BoundMerge? m) => m is null ? "" : $" merge {m.Column} {m.Name}";

    private string Promises(BoundPromises p) =>
        string.Concat(p.Fundeps.Select(static f => $" fundep [{string.Join(", ", f.Source)}] [{string.Join(", ", f.Target)}]"))
        + string.Concat(p.Inclusions.Select(i => $" inclusion {Name(i.Predicate)}({string.Join(", ", i.Terms.Select(static t => t.IsAny ? "_" : t.Constant?.ToString() ?? $"c{t.Column}"))})"))
        + string.Concat(p.Ranges.Select(static r => $" range {r.Column} [{r.Low}, {r.High}]"))
        + (p.Limit is { } limit ? $" limit {limit.Rows}" : "");

    public string Param(BoundParam p) => $"param {p.Name} {p.Type} = {p.Value} in [{p.Low}, {p.High}]";

    public string Decide(BoundDecide d)
    {
        string required = string.Join("; ", d.Required.Select(static r => $"{r.Key}: {string.Join(", ", r.Value)}"));
        return $"decide {d.Name} from {Name(d.Candidates)} key [{string.Join(", ", d.Key)}] {d.ActionColumn} {d.SizeColumn} {d.ConfidenceColumn}"
            + $" veto [{Names(d.Vetoes)}] except [{string.Join(", ", d.VetoExcept)}]"
            + $" require {(d.Require is { } require ? Name(require) : "-")} {{{required}}}"
            + $" cap [{Names(d.Caps)}] except [{string.Join(", ", d.CapExcept)}]"
            + $" classes [{string.Join(", ", d.Classes)}] cooldown {d.CooldownNs} except [{string.Join(", ", d.CooldownExcept)}]";
    }

    /// <summary>What is solved beside a run: other limits publish other rows, which decide other things.</summary>
    public string Optimize(BoundOptimize o) =>
        $"optimize {(o.IsMaximized ? "max" : "min")} {Expression(o.Objective)} rows {string.Join(", ", o.Rows.Select(Literal))} :- {string.Join(", ", o.Body.Select(Literal))}"
        + $" limits {string.Join(", ", o.Limits.Select(Literal))} sums {string.Join(", ", o.Sums.Select(s => $"v{s.Key} = {Expression(s.Value)}"))}";

    private string Name(int predicate) => program.Predicates[predicate].Name;

    private string Names(ImmutableArray<int> predicates) => string.Join(", ", predicates.Select(Name));

    private string Literal(BoundLiteral literal) => literal switch
    {
        BoundAtom atom => $"{(atom.IsNegated ? "!" : "")}{Name(atom.Predicate)}({Join(atom.Arguments)})",
        BoundComparison comparison => $"{Expression(comparison.Left)} {comparison.Operator} {Expression(comparison.Right)}{Hysteresis(comparison.Hysteresis)}",
        BoundBuiltinLiteral builtin => $"{(builtin.IsNegated ? "!" : "")}{builtin.Predicate.Name}({Join(builtin.Arguments)})",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private string Hysteresis(BoundHysteresis? hysteresis) => hysteresis is null ? "" : $" exit {Expression(hysteresis.Exit)}";

    private string Transform(BoundTransform transform) => transform switch
    {
        BoundLet let => $" |> let v{let.Slot} = {Expression(let.Value)}",
        BoundGroup group => $" |> group [{string.Join(", ", group.Keys)}] {string.Join("; ", group.Aggregates.Select(a => $"v{a.Slot} = {a.Function.Name}({Join(a.Arguments)})"))}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private string Join(ImmutableArray<BoundExpression> expressions) => string.Join(", ", expressions.Select(Expression));

    private string Expression(BoundExpression expression) => expression switch
    {
        BoundConstant constant => $"{constant.Value}:{constant.Value.Kind}",
        BoundVariable variable => $"v{variable.Slot}",
        BoundParameter parameter => $"param {program.Params[parameter.Index].Name}",
        BoundNow => "now",
        BoundCall call => $"{call.Function.Name}({Join(call.Arguments)})",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
