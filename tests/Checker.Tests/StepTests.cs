using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Checker.Tests;

/// <summary>Single steps, with a book of nodes in which ids need not be right: what a broken hash would let through.</summary>
public sealed class StepTests
{
    private const string Text = """
        edge(/a, /b, 2). edge(/b, /a, 3). edge(/b, /c, 4). closed(/d).

        #[id("one")]
        path(X, Y) :- edge(X, Y, _).

        #[id("more")]
        path(X, Z) :- path(X, Y), path(Y, Z).

        #[id("total")]
        total(X, S) :- edge(X, _, W) |> do fn:group_by(X), let S = fn:sum(W).

        #[id("open")]
        open(X) :- edge(X, _, _), !closed(X).

        Decl known(X) descr [limit(1)].
        known(/d).

        #[id("kept")]
        kept(X) :- known(X).
        """;

    private readonly BoundProgram _program = RuleBinder.Bind([SyntaxTree.Parse("p.rules", Text)], BindOptions.Default).Program!;
    private readonly Dictionary<string, JsonObject> _nodes = new(StringComparer.Ordinal);

    [Fact]
    public void An_argument_that_rests_on_itself_is_rejected()
    {
        // path(/a, /a) by path(/a, /a) and path(/a, /a): every step follows from its rule, and nothing follows from anything.
        _nodes["loop"] = Derived("loop", "path(/a, /a)", "more", [("X", "/a"), ("Y", "/a"), ("Z", "/a")], Fact("loop"), Fact("loop"));

        CheckFault fault = Assert.Throws<CheckFault>(() => Steps().Check("loop"));

        Assert.Contains("circular", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sound_step_is_accepted()
    {
        _nodes["given"] = new JsonObject { ["id"] = "given", ["kind"] = "given", ["fact"] = "edge(/b, /c, 4)" };
        _nodes["step"] = Derived("step", "path(/b, /c)", "one", [("X", "/b"), ("Y", "/c")], Fact("given"));

        Steps().Check("step");
    }

    [Fact]
    public void Another_correct_argument_than_the_lowest_is_accepted()
    {
        // path(/b, /c) has an edge; over path(/b, /b), which is /b to /a and back, it follows as well.
        _nodes["ba"] = Given("ba", "edge(/b, /a, 3)");
        _nodes["ab"] = Given("ab", "edge(/a, /b, 2)");
        _nodes["bc"] = Given("bc", "edge(/b, /c, 4)");
        _nodes["b-a"] = Derived("b-a", "path(/b, /a)", "one", [("X", "/b"), ("Y", "/a")], Fact("ba"));
        _nodes["a-b"] = Derived("a-b", "path(/a, /b)", "one", [("X", "/a"), ("Y", "/b")], Fact("ab"));
        _nodes["b-c"] = Derived("b-c", "path(/b, /c)", "one", [("X", "/b"), ("Y", "/c")], Fact("bc"));
        _nodes["round"] = Derived("round", "path(/b, /b)", "more", [("X", "/b"), ("Y", "/a"), ("Z", "/b")], Fact("b-a"), Fact("a-b"));
        _nodes["other"] = Derived("other", "path(/b, /c)", "more", [("X", "/b"), ("Y", "/b"), ("Z", "/c")], Fact("round"), Fact("b-c"));

        Steps().Check("other");
    }

    [Fact]
    public void A_premise_of_another_predicate_does_not_fit_although_its_values_do()
    {
        _nodes["given"] = Given("given", "closed(/d)");
        _nodes["step"] = Derived("step", "kept(/d)", "kept", [("X", "/d")], Fact("given"));

        Assert.Contains("known(X) fails", Assert.Throws<CheckFault>(() => Steps().Check("step")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_breaks_a_promise_is_none()
    {
        CheckFault fault = Assert.Throws<CheckFault>(() => Steps(new Fact("known", Value.Name("/e"))));

        Assert.Contains("cannot have been committed", fault.Message, StringComparison.Ordinal);
        Assert.Contains("limit", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_given_fact_that_nobody_gave_is_rejected()
    {
        _nodes["given"] = new JsonObject { ["id"] = "given", ["kind"] = "given", ["fact"] = "edge(/c, /a, 1)" };

        Assert.Contains("was not given", Assert.Throws<CheckFault>(() => Steps().Check("given")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("total(/b, 8)")] // 3 + 4 = 7
    [InlineData("total(/b, 4)")] // a member left out
    public void A_wrong_sum_is_rejected(string fact)
    {
        _nodes["sum"] = Derived("sum", fact, "total", [("X", "/b"), ("S", fact[10..^1])], new JsonObject { ["aggregate"] = "sum(W)", ["variable"] = "S", ["value"] = fact[10..^1] });

        Assert.Contains("derives no", Assert.Throws<CheckFault>(() => Steps().Check("sum")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_to_be_absent_must_be_absent()
    {
        _nodes["given"] = new JsonObject { ["id"] = "given", ["kind"] = "given", ["fact"] = "edge(/a, /b, 2)" };
        _nodes["step"] = Derived("step", "open(/a)", "open", [("X", "/a")], Fact("given"), new JsonObject { ["absent"] = "closed(/a)" });

        Steps().Check("step");
        CheckFault fault = Assert.Throws<CheckFault>(() => Steps(new Fact("closed", Value.Name("/a"))).Check("step"));
        Assert.Contains("!closed(X) fails", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_needs_its_reason()
    {
        _nodes["cut"] = new JsonObject { ["id"] = "cut", ["kind"] = "cut", ["fact"] = "path(/a, /c)", ["reason"] = "depth limit 64" };
        _nodes["room"] = new JsonObject { ["id"] = "room", ["kind"] = "cut", ["fact"] = "path(/a, /c)", ["reason"] = "limit of 10000 nodes" };

        Assert.Throws<CheckFault>(() => Steps().Check("cut"));
        Steps().Check("cut", depth: 64);
        StepChecker steps = Steps();
        steps.Check("room");
        Assert.Throws<CheckFault>(steps.Finish);
    }

    /// <summary>At the limit of depth a fact may be cut; the same node stands for nothing higher up, where there is room to prove it.</summary>
    [Fact]
    public void A_cut_at_the_limit_of_depth_is_no_proof_higher_up()
    {
        _nodes["cut"] = new JsonObject { ["id"] = "cut", ["kind"] = "cut", ["fact"] = "path(/b, /a)", ["reason"] = "depth limit 2" };
        _nodes["cut too"] = new JsonObject { ["id"] = "cut too", ["kind"] = "cut", ["fact"] = "path(/a, /b)", ["reason"] = "depth limit 2" };
        _nodes["a-a"] = Derived("a-a", "path(/a, /a)", "more", [("X", "/a"), ("Y", "/b"), ("Z", "/a")], Fact("cut too"), Fact("cut"));
        _nodes["deep"] = Derived("deep", "path(/a, /a)", "more", [("X", "/a"), ("Y", "/a"), ("Z", "/a")], Fact("a-a"), Fact("a-a"));
        StepChecker steps = Steps(new ProofLimits(2, 100, 10));

        steps.Check("deep");

        CheckFault fault = Assert.Throws<CheckFault>(() => steps.Check("a-a"));
        Assert.Equal(("cut too", "reason"), (fault.Rejection.Node, fault.Rejection.Field));
    }

    [Fact]
    public void Two_nodes_of_one_id_are_not_both_taken()
    {
        NodeBook book = new(_program);
        JsonObject node = Given("", "edge(/a, /b, 2)"), same = Given("", "edge(/a, /b, 2)");
        (node["id"], same["id"]) = (NodeId.Of(node), NodeId.Of(same));
        book.Add(node);
        book.Add(same); // written again with the same content, as after a change of parameters
        same["measure"] = "bps"; // which the id does not cover: what a collision of ids comes to

        Assert.Equal("id", Assert.Throws<CheckFault>(() => book.Add(same)).Rejection.Field);
    }

    [Fact]
    public void A_proof_is_not_followed_deeper_than_a_stack_is_high()
    {
        const int Far = 5_000;
        BoundProgram chain = RuleBinder.Bind([SyntaxTree.Parse("c.rules", "zero(0). n(X) :- zero(X). n(Y) :- n(X), X < 5000, Y = X + 1.")], BindOptions.Default).Program!;
        Transactions run = new(chain);
        run.Begin(1, EventTime.Zero, isTimer: false);
        Dictionary<string, JsonObject> nodes = new(StringComparer.Ordinal) { ["z"] = new() { ["id"] = "z", ["kind"] = "given", ["fact"] = "zero(0)" } };
        for (int i = 0; i <= Far; i++)
        {
            JsonArray premises = i == 0 ? [Fact("z")] : [Fact($"{i - 1}"), Condition("X < 5000", $"{i - 1} < 5000"), Condition("Y = X + 1", $"= {i}")];
            nodes[$"{i}"] = Step(chain, chain.Rules[i == 0 ? 0 : 1], $"{i}", $"n({i})", i == 0 ? [("X", "0")] : [("X", $"{i - 1}"), ("Y", $"{i}")], premises);
        }

        StepChecker steps = new(nodes.GetValueOrDefault, new NodeBook(chain), new RuleState(chain, run.Current()), new ProofLimits(int.MaxValue, int.MaxValue, 10), ImmutableDictionary<string, string>.Empty);

        Assert.Contains("deeper than", Assert.Throws<CheckFault>(() => steps.Check($"{Far}")).Message, StringComparison.Ordinal);
    }

    private static JsonObject Condition(string text, string values) => new() { ["condition"] = text, ["values"] = values };

    private static JsonObject Given(string id, string fact) => new() { ["id"] = id, ["kind"] = "given", ["fact"] = fact };

    private static JsonObject Fact(string id) => new() { ["fact"] = id };

    private JsonObject Derived(string id, string fact, string rule, (string Name, string Value)[] bindings, params JsonNode[] premises) =>
        Step(_program, _program.Rules.First(r => r.Id == rule), id, fact, bindings, new JsonArray(premises));

    private static JsonObject Step(BoundProgram program, BoundRule rule, string id, string fact, (string Name, string Value)[] bindings, JsonArray premises) => new()
    {
        ["id"] = id,
        ["kind"] = "derived",
        ["fact"] = fact,
        ["rule"] = rule.Id,
        ["program"] = program.Version,
        ["location"] = rule.Span.ToLocation(),
        ["bindings"] = new JsonArray([.. bindings.Select(static b => new JsonObject { ["name"] = b.Name, ["value"] = b.Value })]),
        ["parameters"] = new JsonArray(),
        ["premises"] = premises,
    };

    private StepChecker Steps(params Fact[] more) => Steps(ProofLimits.Default, more);

    private StepChecker Steps(ProofLimits limits, params Fact[] more)
    {
        Transactions run = new(_program);
        run.Begin(1, EventTime.Zero, isTimer: false);
        more.ToList().ForEach(f => run.Apply(FactChange.Assert(f), EventTime.Zero, null));
        return new StepChecker(_nodes.GetValueOrDefault, new NodeBook(_program), new RuleState(_program, run.Current()), limits, ImmutableDictionary<string, string>.Empty);
    }
}
