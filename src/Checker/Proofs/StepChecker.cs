using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>Checks the steps of one record's proofs in the state in which they were taken, from the roots down to the given facts.</summary>
/// <remarks>
/// A step is right when it says, field by field, what follows from its rule and the facts of its premises. So nothing in it is taken on trust: not the values,
/// not the members of a group, not what was absent.
/// </remarks>
internal sealed class StepChecker(
    Func<string, JsonObject?> find, NodeBook book, RuleState state, ProofLimits limits, IReadOnlyDictionary<string, string> measures)
{
    private const int AnyDepth = -1;

    private readonly Dictionary<string, BoundRule> _rules = state.Program.Rules.ToDictionary(static r => r.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, int> _accepted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly HashSet<string> _below = new(StringComparer.Ordinal);
    private bool _cutByNumber;

    /// <summary>Checks a node and everything below it.</summary>
    /// <returns>True when the limit of depth cuts something below it: it is then right at this depth only.</returns>
    /// <exception cref="CheckFault">A step does not follow.</exception>
    public bool Check(string id, int depth = 0)
    {
        if (_accepted.TryGetValue(id, out int at) && (at == AnyDepth || at == depth))
        {
            return at != AnyDepth;
        }

        JsonObject node = Find(id);
        if (!_below.Add(id))
        {
            throw new CheckFault(id, "premises", "the argument is circular: this node rests on itself");
        }

        if (depth > Math.Min(limits.Depth, ProofLimits.Deepest))
        {
            throw new CheckFault(id, "premises", $"the proof is deeper than the {limits.Depth} steps that it may have");
        }

        bool isCut = Json.Text(node["kind"]) switch
        {
            "given" => Given(node, id),
            "cut" => Cut(node, id, depth),
            "derived" => Derived(node, id, depth),
            _ => throw new CheckFault(id, "kind", $"'{Json.Text(node["kind"])}' is no kind of node"),
        };
        _below.Remove(id);
        _used.Add(id);
        _accepted[id] = isCut ? depth : AnyDepth;
        return isCut;
    }

    /// <summary>Called when everything was checked: a cut for want of room needs as many nodes as the limit.</summary>
    public IReadOnlySet<string> Finish() => !_cutByNumber || _used.Count >= limits.Nodes
        ? _used
        : throw new CheckFault("", "nodes", $"something is cut off at {limits.Nodes} nodes, but there are only {_used.Count}");

    /// <summary>The id that a document gives for a fact, when the node there is that fact's; otherwise a text that says which fact it should be.</summary>
    public string IdFor(Fact fact, JsonNode? claimed, string? rule = null) =>
        find(Json.Text(claimed)) is { } node && Json.Text(node["fact"]) == fact.ToString() && (rule is null || Json.Text(node["rule"]) == rule)
            ? Json.Text(claimed)
            : $"the id of a node of {fact}{(rule is { Length: > 0 } ? $" by {rule}" : "")}";

    private JsonObject Find(string id) => find(id) ?? throw new CheckFault(id, "id", "there is no such node: a premise is missing");

    private bool Given(JsonObject node, string id)
    {
        Fact fact = FactOf(node);
        string? past = state.Session.IntervalOf(fact)?.ToString();
        ToldFact? told = state.Session.ToldOf(fact);
        if (past is null && told is null)
        {
            throw new CheckFault(id, "fact", $"{fact} was not given at that time");
        }

        Json.Expect(Node(id, "given", fact.ToString(), ("origin", past ?? told!.Origin), ("at", told?.At?.ToString()), ("measure", measures.GetValueOrDefault(NameOf(fact)))), node, id);
        return false;
    }

    /// <summary>What measures go by: the predicate, and of a call also its text.</summary>
    private string NameOf(Fact fact) => state.Program.FindPredicate(fact.Predicate)!.Calls is [var call] && fact.Arguments[call].Kind == ValueKind.String ? $"{fact.Predicate} {fact.Arguments[call].AsText}" : fact.Predicate;

    /// <summary>A cut proves nothing, so its fact must hold, and there must have been a reason to cut.</summary>
    private bool Cut(JsonObject node, string id, int depth)
    {
        Fact fact = FactOf(node);
        string reason = Json.Text(node["reason"]);
        bool byNumber = reason == $"limit of {limits.Nodes} nodes";
        _cutByNumber |= byNumber;
        if (!byNumber && (reason != $"depth limit {limits.Depth}" || depth != limits.Depth))
        {
            throw new CheckFault(id, "reason", $"nothing is cut off here for the reason '{reason}'");
        }

        Json.Expect(Node(id, "cut", fact.ToString(), ("reason", reason)), node, id);
        return state.Session.Holds(fact) ? !byNumber : throw new CheckFault(id, "fact", $"{fact} did not hold at that time");
    }

    private bool Derived(JsonObject node, string id, int depth)
    {
        BoundRule rule = _rules.GetValueOrDefault(Json.Text(node["rule"])) ?? throw new CheckFault(id, "rule", $"the program has no rule '{Json.Text(node["rule"])}'");
        JsonObject[] expected = [.. WaysOf(rule, node, id).Select(way => Step(rule, way, node, id))];
        if (!Array.Exists(expected, e => Json.Difference(e, node) is null))
        {
            Json.Expect(expected.FirstOrDefault(e => Json.Text(e["fact"]) == Json.Text(node["fact"])) ?? expected[0], node, id);
        }

        IEnumerable<JsonNode?> premises = Json.Items(node, "members").Prepend(node).SelectMany(static part => Json.Items(part, "premises"));
        return premises.Where(static p => p?["fact"] is not null).Select(static p => Json.Text(p!["fact"]))
            .Aggregate(false, (isCut, premise) => (rule.Effect == RuleEffect.Assert ? HeldThen(premise, Json.Text(node["stored"])) : Check(premise, depth + 1)) || isCut);
    }

    /// <summary>The ways in which a rule may have made the fact of a step: as it was stored; as the group that the state has, whole; or by the body, decided again for the facts that the premises name.</summary>
    private IReadOnlyList<Derivation> WaysOf(BoundRule rule, JsonObject node, string id)
    {
        Fact[] premises = [];
        string fact = Json.Text(node["fact"]);
        (IReadOnlyList<Derivation> ways, string field, string reason) = rule.Effect switch
        {
            RuleEffect.Assert => ([.. state.Session.StoredBy(FactOf(node)).Where(by => by.RuleIndex == rule.Index)], "rule", $"no rule {rule.Id} has stored {fact}"),
            RuleEffect.Derive when rule.IsGrouped => ([.. state.DerivationsBy(rule).Where(by => by.Conclusion.ToString() == fact)], "fact", $"rule {rule.Id} derives no {fact} at that time"),
            RuleEffect.Derive => (state.DerivationsBy(rule, premises = PremisesOf(rule, node, id)), "premises", ""),
            _ => ((IReadOnlyList<Derivation>)[], "rule", $"rule {rule.Id} derives nothing"),
        };
        return ways.Count > 0 ? ways : throw new CheckFault(id, field, reason.Length > 0 ? reason
            : $"they do not make rule {rule.Id} true: {state.Session.FailingLiteral(rule, premises)?.Span.Text ?? "its head"} fails");
    }

    /// <summary>The facts that the premises name, one for each positive literal.</summary>
    private Fact[] PremisesOf(BoundRule rule, JsonObject node, string id) =>
        [.. rule.Body.Index().Where(static l => l.Item is BoundAtom { IsNegated: false }).Select(l => find(Json.Text(At(node, l.Index))) is { } premise
            ? FactOf(premise)
            : throw new CheckFault(id, $"premises[{l.Index}].fact", $"it names no node; {l.Item.Span.Text} needs one"))];

    /// <summary>A premise of a stored row held when it was stored, which its step shows, and may be gone since: it is used, but accepted for nothing that holds now.</summary>
    private bool HeldThen(string id, string moment)
    {
        JsonObject node = Find(id);
        Json.Expect(Node(id, "given", Json.Text(node["fact"]), ("origin", $"held {moment}")), node, id);
        _used.Add(id);
        return false;
    }

    private Fact FactOf(JsonNode node) => state.Read(Json.Text(node["fact"]), book, Json.Text(node["id"]));

    private static JsonNode? At(JsonNode? owner, int index) => Json.Items(owner, "premises").ElementAtOrDefault(index)?["fact"];

    /// <summary>What a step says that makes its fact in this way: of a stored row by the parameters and the time of then.</summary>
    private JsonObject Step(BoundRule rule, Derivation way, JsonObject node, string id)
    {
        Expressions then = way.Stored is { } stored ? new Expressions(stored.Params, stored.At) : state.Expressions;
        LiteralText text = new(rule, state.Program, then);
        IEnumerable<BoundParam> read = BoundWalk.ExpressionsOf(rule).OfType<BoundParameter>().Select(p => state.Program.Params[p.Index]).Distinct();
        JsonObject step = Node(
            id, "derived", way.Conclusion.ToString(), ("rule", rule.Id), ("program", state.Program.Version), ("location", rule.Span.ToLocation()), ("doc", rule.Doc), ("stored", way.Stored?.ToString()));
        step["bindings"] = Json.Array(rule.Variables.Select((name, slot) => (name, Value: way.Bindings[slot])).Where(static b => b.Value is not null && !b.name.StartsWith('_')).Select(static b => Named(b.name, b.Value!.Value)));
        step["parameters"] = Json.Array(read.OrderBy(static p => p.Name, StringComparer.Ordinal).Select(p => Named(p.Name, then.Parameters[state.Program.Params.IndexOf(p)])));
        step["premises"] = Json.Array([.. rule.IsGrouped ? [] : Body(way.Bindings, way.Premises, node), .. text.Transforms(way.Bindings, beforeGroup: false), .. LiteralText.Part(way)]);
        if (rule.IsGrouped)
        {
            step["memberCount"] = way.Members.Length;
            step["members"] = Json.Array(Strongest(rule, way, then).Take(limits.Members).Select((member, m) => (JsonNode?)new JsonObject
            {
                ["premises"] = Json.Array([.. Body(member.Bindings, member.Premises, Json.Items(node, "members").ElementAtOrDefault(m)), .. text.Transforms(member.Bindings, beforeGroup: true)]),
            }));
        }

        return step;

        IEnumerable<JsonNode> Body(ImmutableArray<Value?> slots, ImmutableArray<Fact> premises, JsonNode? claimed) => text.Body(slots, premises, (i, fact) => IdFor(fact, At(claimed, i)));
    }

    /// <summary>By the magnitude of the first aggregated number, ties by premises.</summary>
    private static IEnumerable<GroupMember> Strongest(BoundRule rule, Derivation way, Expressions then)
    {
        BoundExpression? number = rule.Transforms.OfType<BoundGroup>().SelectMany(static g => g.Aggregates).SelectMany(static a => a.Arguments).FirstOrDefault();
        return way.Members.OrderByDescending(m => number is not null && then.Evaluate(number, m.Bindings) is { IsNumeric: true } v ? Math.Abs(v.ToDouble()) : 0);
    }

    private static JsonObject Node(string id, string kind, string fact, params (string Name, string? Text)[] more) => Json.Object([("id", id), ("kind", kind), ("fact", fact), .. more]);

    private static JsonObject Named(string name, Value value) => Json.Object(("name", name), ("value", value.ToString()));
}
