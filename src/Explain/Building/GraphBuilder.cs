using System.Collections.Immutable;
using System.Globalization;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Collects the nodes of proofs taken from one state; a fact is proved once, however many rules read it.</summary>
/// <remarks>
/// Premises of a minimal derivation are lower than its conclusion, so the walk ends. A fact's node depends on the room left below it only where the depth
/// limit cuts into it: then, and only then, is it kept apart by that room, so equal sub-proofs share one node and ids do not depend on the order of the walk.
/// </remarks>
internal sealed class GraphBuilder(IRuleSession session, BoundProgram program, ProofOptions options)
{
    /// <summary>Room for facts whose proofs no depth limit cuts.</summary>
    private const int Whole = int.MaxValue;

    private readonly List<ProofNode> _nodes = [];
    private readonly HashSet<string> _ids = [];
    private readonly Dictionary<(Fact Fact, int Room), string> _known = [];
    private int _proved;

    public ProofGraph ToGraph() => new([.. _nodes]);

    /// <summary>The node of a fact by its minimal derivation.</summary>
    public string NodeOf(Fact fact) => NodeOf(fact, options.MaxDepth);

    /// <summary>The node of a fact by a derivation of the caller's choice (the one that won a contest).</summary>
    public string NodeOf(Derivation derivation) => Add(Derived(derivation, options.MaxDepth));

    /// <summary>The node of a fact by the first derivation that a rule has of it; by its minimal one where the rule has none in this state.</summary>
    public string NodeOf(Fact fact, string ruleId) =>
        session.AllDerivationsOf(fact.Predicate).FirstOrDefault(d => program.Rules[d.RuleIndex].Id == ruleId && d.Conclusion.Equals(fact)) is { } derivation ? NodeOf(derivation) : NodeOf(fact);

    /// <summary>Some members of a group, the strongest first, with the nodes that they rest on.</summary>
    public ImmutableArray<ProofMember> Members(Derivation derivation, MemberRange range)
    {
        BoundRule rule = program.Rules[derivation.RuleIndex];
        ExpressionReader expressions = new(session, program, rule, derivation.Stored);
        GroupExplainer group = new(rule, expressions, new LiteralExplainer(program, rule, expressions));
        Func<Fact, string> nodeOf = Premises(derivation, options.MaxDepth);
        return [.. group.ByContribution(derivation.Members).Skip(range.From - 1).Take(range.Count).Select(m => group.Explain(m, nodeOf))];
    }

    private string NodeOf(Fact fact, int room)
    {
        Derivation? derivation = session.DerivationOf(fact);
        (Fact, int) key = (fact, (derivation?.Height ?? 0) <= room ? Whole : room);
        if (!_known.TryGetValue(key, out string? id))
        {
            id = Add(Build(fact, derivation, room));
            _known.Add(key, id);
        }

        return id;
    }

    private ProofNode Build(Fact fact, Derivation? derivation, int room)
    {
        if (_proved >= options.MaxNodes)
        {
            return Cut(fact, $"limit of {options.MaxNodes} nodes");
        }

        if (derivation is null)
        {
            return session.IsGiven(fact) ? Given(fact) : Cut(fact, "it does not hold in this state");
        }

        return room == 0 ? Cut(fact, $"depth limit {options.MaxDepth}") : Derived(derivation, room);
    }

    private GivenNode Given(Fact fact)
    {
        _proved++;
        return NodeText.Identify(new GivenNode
        {
            Id = "",
            Fact = fact.ToString(),
            Origin = OriginOf(fact),
            At = options.TimeOf?.Invoke(fact),
            Measure = options.MeasureOf?.Invoke(fact),
        });
    }

    /// <summary>Of a row that several derivations make one: what this one gave of it.</summary>
    private static ImmutableArray<ProofPremise> Part(Derivation derivation) => derivation.Part is { } part
        ? [new ConditionPremise($"{part.How} over {part.Of.ToString(CultureInfo.InvariantCulture)}", $"this one gives {part.Value}")]
        : [];

    /// <summary>How a derivation's premises become nodes: those of a stored row held then.</summary>
    private Func<Fact, string> Premises(Derivation derivation, int room) =>
        derivation.Stored is { } then ? fact => Add(HeldThen(fact, then)) : fact => NodeOf(fact, room - 1);

    /// <summary>A premise of a stored row: it held then, and is not asked of today's state.</summary>
    private GivenNode HeldThen(Fact fact, StoredOrigin then)
    {
        _proved++;
        return NodeText.Identify(new GivenNode { Id = "", Fact = fact.ToString(), Origin = EarlierPremise.OriginOf(then) });
    }

    /// <summary>A premise from the past says when it happened or held; any other what the caller knows of it.</summary>
    private string? OriginOf(Fact fact) => session.IntervalOf(fact) is { } interval ? interval.ToString() : options.OriginOf?.Invoke(fact);

    private static CutNode Cut(Fact fact, string reason) => NodeText.Identify(new CutNode { Id = "", Fact = fact.ToString(), Reason = reason });

    private DerivedNode Derived(Derivation derivation, int room)
    {
        _proved++;
        BoundRule rule = program.Rules[derivation.RuleIndex];
        ExpressionReader expressions = new(session, program, rule, derivation.Stored);
        LiteralExplainer literals = new(program, rule, expressions);
        GroupExplainer group = new(rule, expressions, literals);
        Func<Fact, string> nodeOf = Premises(derivation, room);
        ImmutableArray<ProofPremise> body = rule.IsGrouped ? [] : literals.Explain(derivation.Bindings, derivation.Premises, nodeOf);
        return NodeText.Identify(new DerivedNode
        {
            Id = "",
            Fact = derivation.Conclusion.ToString(),
            RuleId = rule.Id,
            Stored = derivation.Stored?.ToString(),
            ProgramVersion = program.Version,
            Location = RuleTexts.LocationOf(rule),
            Doc = rule.Doc,
            Bindings = Bindings(rule, derivation.Bindings),
            Parameters = expressions.Parameters(),
            Premises = [.. body, .. group.Transforms(derivation.Bindings), .. Part(derivation)],
            MemberCount = derivation.Members.Length,
            Members = [.. group.ByContribution(derivation.Members).Take(options.MaxMembers).Select(m => group.Explain(m, nodeOf))],
        });
    }

    /// <summary>Wildcards and lowered expressions have names that begin with an underscore and are left out.</summary>
    private static ImmutableArray<NamedValue> Bindings(BoundRule rule, ImmutableArray<Value?> values)
    {
        ImmutableArray<NamedValue>.Builder bindings = ImmutableArray.CreateBuilder<NamedValue>();
        for (int slot = 0; slot < values.Length; slot++)
        {
            if (values[slot] is { } value && !rule.Variables[slot].StartsWith('_'))
            {
                bindings.Add(new NamedValue(rule.Variables[slot], value.ToString()));
            }
        }

        return bindings.DrainToImmutable();
    }

    private string Add(ProofNode node)
    {
        if (_ids.Add(node.Id))
        {
            _nodes.Add(node);
        }

        return node.Id;
    }
}
