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
    private readonly Dictionary<string, BoundRule> _rules = state.Program.Rules.ToDictionary(static r => r.Id, StringComparer.Ordinal);
    private readonly HashSet<string> _accepted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _below = new(StringComparer.Ordinal);
    private bool _cutByNumber;

    /// <summary>Checks a node and everything below it.</summary>
    /// <exception cref="CheckFault">A step does not follow.</exception>
    public void Check(string id, int depth = 0)
    {
        if (_accepted.Contains(id))
        {
            return;
        }

        JsonObject node = find(id) ?? throw new CheckFault(id, "id", "there is no such node: a premise is missing");
        if (!_below.Add(id))
        {
            throw new CheckFault(id, "premises", "the argument is circular: this node rests on itself");
        }

        if (depth > limits.Depth)
        {
            throw new CheckFault(id, "premises", $"the proof is deeper than the {limits.Depth} steps that it may have");
        }

        switch (Json.Text(node["kind"]))
        {
            case "given": Given(node, id); break;
            case "cut": Cut(node, id, depth); break;
            case "derived": Derived(node, id, depth); break;
            default: throw new CheckFault(id, "kind", $"'{Json.Text(node["kind"])}' is no kind of node");
        }

        _below.Remove(id);
        _accepted.Add(id);
    }

    /// <summary>Called when everything was checked: a cut for want of room needs as many nodes as the limit.</summary>
    public IReadOnlySet<string> Finish() => !_cutByNumber || _accepted.Count >= limits.Nodes
        ? _accepted
        : throw new CheckFault("", "nodes", $"something is cut off at {limits.Nodes} nodes, but there are only {_accepted.Count}");

    /// <summary>The id that a document gives for a fact, when the node there is that fact's; otherwise a text that says which fact it should be.</summary>
    public string IdFor(Fact fact, JsonNode? claimed, string? rule = null) =>
        find(Json.Text(claimed)) is { } node && Json.Text(node["fact"]) == fact.ToString() && (rule is null || Json.Text(node["rule"]) == rule)
            ? Json.Text(claimed)
            : $"the id of a node of {fact}{(rule is { Length: > 0 } ? $" by {rule}" : "")}";

    private void Given(JsonObject node, string id)
    {
        Fact fact = FactOf(node);
        string? past = state.PastOf(fact);
        ToldFact? told = state.ToldOf(fact);
        if (past is null && told is null)
        {
            throw new CheckFault(id, "fact", $"{fact} was not given at that time");
        }

        JsonObject expected = new() { ["id"] = id, ["kind"] = "given", ["fact"] = fact.ToString() };
        Add(expected, "origin", past ?? told!.Origin);
        Add(expected, "at", told?.At?.ToString());
        Add(expected, "measure", measures.GetValueOrDefault(NameOf(fact)));
        Json.Expect(expected, node, id);
    }

    /// <summary>What measures go by: the predicate, and of a call also its text.</summary>
    private string NameOf(Fact fact) => state.Program.FindPredicate(fact.Predicate)!.Calls is [var call] && fact.Arguments[call].Kind == ValueKind.String ? $"{fact.Predicate} {fact.Arguments[call].AsText}" : fact.Predicate;

    private static void Add(JsonObject node, string field, string? text)
    {
        if (text is not null)
        {
            node[field] = text;
        }
    }

    /// <summary>A cut proves nothing, so its fact must hold, and there must have been a reason to cut.</summary>
    private void Cut(JsonObject node, string id, int depth)
    {
        Fact fact = FactOf(node);
        string reason = Json.Text(node["reason"]);
        bool byNumber = reason == $"limit of {limits.Nodes} nodes";
        _cutByNumber |= byNumber;
        if (!byNumber && (reason != $"depth limit {limits.Depth}" || depth != limits.Depth))
        {
            throw new CheckFault(id, "reason", $"nothing is cut off here for the reason '{reason}'");
        }

        Json.Expect(new JsonObject { ["id"] = id, ["kind"] = "cut", ["fact"] = fact.ToString(), ["reason"] = reason }, node, id);
        if (!state.Holds(fact))
        {
            throw new CheckFault(id, "fact", $"{fact} did not hold at that time");
        }
    }

    private void Derived(JsonObject node, string id, int depth)
    {
        BoundRule rule = _rules.GetValueOrDefault(Json.Text(node["rule"])) ?? throw new CheckFault(id, "rule", $"the program has no rule '{Json.Text(node["rule"])}'");
        bool isStored = rule.Effect == RuleEffect.Assert;
        if (!isStored && rule.Effect != RuleEffect.Derive)
        {
            throw new CheckFault(id, "rule", $"rule {rule.Id} derives nothing");
        }

        JsonObject[] expected = [.. isStored ? AsStored(rule, node, id) : rule.IsGrouped ? ByGroup(rule, node, id) : ByPremises(rule, node, id)];
        if (!expected.Any(e => JsonNode.DeepEquals(e, node)))
        {
            Json.Expect(expected.FirstOrDefault(e => Json.Text(e["fact"]) == Json.Text(node["fact"])) ?? expected[0], node, id);
            throw new CheckFault(id, "premises", "this is not how the step is written");
        }

        foreach (JsonNode? premise in Premises(node).Concat((node["members"] as JsonArray ?? []).SelectMany(Premises)))
        {
            if (premise?["fact"] is { } below && isStored)
            {
                HeldThen(Json.Text(below), Json.Text(node["stored"]));
            }
            else if (premise?["fact"] is { } now)
            {
                Check(Json.Text(now), depth + 1);
            }
        }
    }

    /// <summary>What a stored row's step may say: one of the ways in which rules stored it, as they read that moment.</summary>
    private IEnumerable<JsonObject> AsStored(BoundRule rule, JsonObject node, string id)
    {
        Fact fact = FactOf(node);
        Derivation[] ways = [.. state.StoredBy(fact).Where(by => by.RuleIndex == rule.Index)];
        return ways.Length == 0 ? throw new CheckFault(id, "rule", $"no rule {rule.Id} has stored {fact}") : ways.Select(by =>
        {
            Expressions then = new(by.Stored!.Params, by.Stored.At);
            JsonObject step = rule.IsGrouped ? WithMembers(rule, by, node, id, then) : WithBody(rule, by, node, id, then);
            step["stored"] = RuleState.Words(by.Stored);
            return step;
        });
    }

    /// <summary>A premise of a stored row held when it was stored, which its step shows, and may be gone since.</summary>
    private void HeldThen(string id, string moment)
    {
        JsonObject node = find(id) ?? throw new CheckFault(id, "id", "there is no such node: a premise is missing");
        Json.Expect(new JsonObject { ["id"] = id, ["kind"] = "given", ["fact"] = Json.Text(node["fact"]), ["origin"] = $"held {moment}" }, node, id);
        _accepted.Add(id);
    }

    private Fact FactOf(JsonNode node) => state.RowOfView(Json.Text(node["fact"])) ?? book.Fact(Json.Text(node["fact"]), Json.Text(node["id"]));

    private static JsonArray Premises(JsonNode? owner) => owner?["premises"] as JsonArray ?? [];

    private static JsonNode? At(JsonArray premises, int index) => index < premises.Count ? premises[index]?["fact"] : null;

    /// <summary>What a step without a group may say: the rule's body, decided again for the facts that its premises name.</summary>
    private IEnumerable<JsonObject> ByPremises(BoundRule rule, JsonObject node, string id)
    {
        JsonArray premises = Premises(node);
        Fact[] facts = [.. rule.Body.Select(static (literal, i) => (Literal: literal, Index: i)).Where(static l => l.Literal is BoundAtom { IsNegated: false })
            .Select(l => find(Json.Text(At(premises, l.Index))) is { } premise
                ? FactOf(premise)
                : throw new CheckFault(id, $"premises[{l.Index}].fact", $"it names no node; {l.Literal.Span.Text} needs one"))];
        IReadOnlyList<Derivation> rows = state.DerivationsBy(rule, facts);
        return rows.Count == 0 ? throw new CheckFault(id, "premises", $"they do not make rule {rule.Id} true: {state.FailingLiteral(rule, facts)?.Span.Text ?? "its head"} fails")
            : rows.Select(row => WithBody(rule, row, node, id, state.Expressions));
    }

    private JsonObject WithBody(BoundRule rule, Derivation row, JsonObject node, string id, Expressions then) =>
        Step(rule, row, id, then, new LiteralText(rule, state.Program, then).Body(row.Bindings, row.Premises, (i, fact) => IdFor(fact, At(Premises(node), i))));

    /// <summary>What a step with a group may say: the group as the state has it, whole, with its strongest contributors listed.</summary>
    private IEnumerable<JsonObject> ByGroup(BoundRule rule, JsonObject node, string id)
    {
        string fact = Json.Text(node["fact"]);
        Derivation[] rows = [.. state.DerivationsBy(rule).Where(r => r.Conclusion.ToString() == fact)];
        return rows.Length > 0 ? rows.Select(row => WithMembers(rule, row, node, id, state.Expressions)) : throw new CheckFault(id, "fact", $"rule {rule.Id} derives no {fact} at that time");
    }

    private JsonObject WithMembers(BoundRule rule, Derivation row, JsonObject node, string id, Expressions then)
    {
        JsonArray claimed = node["members"] as JsonArray ?? [];
        JsonObject step = Step(rule, row, id, then, []);
        LiteralText text = new(rule, state.Program, then);
        step["memberCount"] = row.Members.Length;
        step["members"] = Json.Array(Strongest(rule, row, then).Take(limits.Members).Select((member, m) => (JsonNode?)new JsonObject
        {
            ["premises"] = Json.Array([
                .. text.Body(member.Bindings, member.Premises, (i, fact) => IdFor(fact, At(Premises(m < claimed.Count ? claimed[m] : null), i))),
                .. text.Transforms(member.Bindings, beforeGroup: true)]),
        }));
        return step;
    }

    /// <summary>By the magnitude of the first aggregated number, ties by premises.</summary>
    private static IEnumerable<GroupMember> Strongest(BoundRule rule, Derivation row, Expressions then)
    {
        BoundExpression? number = rule.Transforms.OfType<BoundGroup>().SelectMany(static g => g.Aggregates).SelectMany(static a => a.Arguments).FirstOrDefault();
        return row.Members.OrderByDescending(m => number is not null && then.Evaluate(number, m.Bindings) is { IsNumeric: true } v ? Math.Abs(v.ToDouble()) : 0);
    }

    private JsonObject Step(BoundRule rule, Derivation row, string id, Expressions then, IEnumerable<JsonNode> body)
    {
        IEnumerable<BoundParam> read = BoundWalk.ExpressionsOf(rule).OfType<BoundParameter>().Select(p => state.Program.Params[p.Index]).Distinct();
        JsonObject step = new()
        {
            ["id"] = id,
            ["kind"] = "derived",
            ["fact"] = row.Conclusion.ToString(),
            ["rule"] = rule.Id,
            ["program"] = state.Program.Version,
            ["location"] = rule.Span.ToLocation(),
            ["bindings"] = Json.Array(rule.Variables.Select((name, slot) => (name, Value: row.Bindings[slot])).Where(static b => b.Value is not null && !b.name.StartsWith('_')).Select(static b => Named(b.name, b.Value!.Value))),
            ["parameters"] = Json.Array(read.OrderBy(static p => p.Name, StringComparer.Ordinal).Select(p => Named(p.Name, then.Parameters[state.Program.Params.IndexOf(p)]))),
            ["premises"] = Json.Array([.. body, .. new LiteralText(rule, state.Program, then).Transforms(row.Bindings, beforeGroup: false), .. LiteralText.Part(row)]),
        };
        Add(step, "doc", rule.Doc);
        return step;
    }

    private static JsonObject Named(string name, Value value) => new() { ["name"] = name, ["value"] = value.ToString() };
}
