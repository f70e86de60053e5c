using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics.Tests;

public sealed class ProgramTests
{
    [Theory]
    [InlineData("p(1). q(X) :- p(X), Z = Y + 1.", "Y")]
    [InlineData("p(1). q(Z) :- p(X), Z > X, Z = Y + 1.", "Y")]
    [InlineData("p(1). q(X) :- X = Y + 1, Y = X - 1, p(_).", "Y")]
    [InlineData("p([1]). q(X) :- p([1, X]).", "X")]
    public void An_unbound_variable_is_one_fault_whatever_depends_on_it(string text, string variable)
    {
        Diagnostic fault = Assert.Single(Rules.Bind(text).Diagnostics);
        Assert.StartsWith($"nothing binds '{variable}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_inside_a_pattern_is_told_how_to_take_it_apart() =>
        Assert.Contains(":match_field", Assert.Single(Rules.Bind("p({/a: 1}). q(X) :- p({/a: X}).").Diagnostics).Help!, StringComparison.Ordinal);

    [Fact]
    public void A_cycle_with_two_negations_is_told_once() =>
        Assert.Equal(["CSR2501"], Rules.Codes("b(1). a(X) :- b(X), !c(X). c(X) :- d(X). d(X) :- b(X), !e(X). e(X) :- a(X)."));

    private static readonly string[] Parts =
    [
        "Decl edge(X, Y) descr [extensional()] bound [/number, /number].\n",
        "path(X, Y) :- edge(X, Y).\n",
        "path(X, Z) :- path(X, Y), edge(Y, Z).\n",
        "far(X, N) :- path(X, Y) |> do fn:group_by(X), let N = fn:count().\n",
        "#[priority(3)]\nlonely(X) :- edge(X, _), !edge(_, X).\n",
        "param limit_of = 3 in [1, 5].\n",
        "busy(X) :- far(X, N), N > limit_of.\n",
        "start(1). start(2).\n",
    ];

    [Fact]
    public void The_version_does_not_depend_on_order_files_names_or_layout()
    {
        string version = Rules.Program(string.Concat(Parts)).Version;
        Random random = new(7);
        for (int round = 0; round < 50; round++)
        {
            string[] shuffled = [.. Parts];
            random.Shuffle(shuffled);
            int cut = random.Next(shuffled.Length + 1);
            string first = string.Concat(shuffled[..cut]).Replace("path(X, Z)", "path( X,/* */ Z)", StringComparison.Ordinal).Replace("/* */", "", StringComparison.Ordinal);
            string second = "# a comment\n" + string.Concat(shuffled[cut..]).Replace("X", "Abc", StringComparison.Ordinal);
            BindResult result = RuleBinder.Bind([SyntaxTree.Parse("b.rules", first), SyntaxTree.Parse("a.rules", second)], BindOptions.Default);
            Assert.Equal(version, result.Program?.Version);
        }
    }

    [Theory]
    [InlineData("N > limit_of", "N >= limit_of")]
    [InlineData("priority(3)", "priority(4)")]
    [InlineData("= 3 in", "= 4 in")]
    [InlineData("start(2)", "start(3)")]
    [InlineData("[/number, /number]", "[/number, /float64]")]
    public void The_version_changes_with_the_meaning(string from, string to)
    {
        string text = string.Concat(Parts);
        string changed = text.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        Assert.NotEqual(Rules.Program(text).Version, Rules.Bind(changed).Program?.Version);
    }

    [Fact]
    public void A_package_prefixes_what_it_defines_and_sees_what_it_uses()
    {
        BindResult result = RuleBinder.Bind(
            [
                SyntaxTree.Parse("a.rules", "Package market!\nprice(\"BTC\", 1).\nhigh(S) :- price(S, P), P > limit_of(P)."),
                SyntaxTree.Parse("b.rules", "Use market!\nseen(S) :- market.high(S)."),
            ],
            BindOptions.Default);
        Assert.Equal(["CSR2004"], result.Diagnostics.Select(static d => d.Code));
        BoundProgram program = RuleBinder.Bind(
            [
                SyntaxTree.Parse("a.rules", "Package market!\nprice(\"BTC\", 1).\nhigh(S) :- price(S, P), common(P)."),
                SyntaxTree.Parse("b.rules", "Use market!\ncommon(1).\nseen(S) :- market.high(S)."),
            ],
            BindOptions.Default).Program!;
        Assert.Equal(["common", "market.high", "market.price", "seen"], program.Predicates.Select(static p => p.Name));
    }

    [Fact]
    public void A_library_brings_its_declarations_without_a_prefix()
    {
        BindOptions options = new()
        {
            Strict = true,
            Libraries = new Dictionary<string, string>
            {
                ["market"] = "Use venues!\nDecl quote(V, P) descr [extensional()] bound [/venue, /dec8].",
                ["venues"] = "Decl venue(V) descr [extensional()] bound [/venue].",
            },
        };
        BoundProgram program = Rules.Program("Use market!\np(V) :- quote(V, P), P > 1, venue(V).", options);
        Assert.Equal("/venue, /dec8", Rules.Types(program, "quote"));
    }

    [Fact]
    public void Strict_refuses_what_nothing_supplies()
    {
        BindOptions strict = new() { Strict = true };
        Assert.Null(Rules.Bind("p(X) :- q(X).", strict).Program);
        Assert.NotNull(Rules.Bind("p(X) :- q(X).").Program);
        Assert.NotNull(Rules.Bind("p(X) :- q(X).", strict with { External = [new("q", 1, [], "q.csv")] }).Program);
    }

    [Fact]
    public void Expressions_in_atoms_become_comparisons_and_keep_the_premises()
    {
        BoundProgram program = Rules.Program("Decl n(X, Y) bound [/number, /number]. p(X) :- n(X, Y), n(Y + 1, _), !n(X * 2, 7).");
        BoundRule rule = program.Rules[0];
        Assert.Equal(3, rule.Body.OfType<BoundAtom>().Count());
        Assert.Equal(2, rule.Body.OfType<BoundComparison>().Count());
        Assert.All(rule.Body.OfType<BoundAtom>().SelectMany(static a => a.Arguments), static a => Assert.True(a is BoundVariable or BoundConstant or BoundParameter));
        Assert.All(rule.Variables.Skip(2), static v => Assert.StartsWith("_", v, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_carries_its_words()
    {
        BoundRule rule = Rules.Program("q(1).\n/// Why it fires.\n/// In two lines.\n#[id(\"a.b\"), priority(-5), class(/exit)]\np(X) :- q(X).").Rules[0];
        Assert.Equal(("a.b", -5, "/exit", "Why it fires.\nIn two lines."), (rule.Id, rule.Priority, rule.Class, rule.Doc));
        Assert.Equal("p#2", Rules.Program("q(1). p(X) :- q(X), X > 1. p(X) :- q(X).").Rules[1].Id);
    }

    [Fact]
    public void Strata_put_every_dependency_below()
    {
        BoundProgram program = Rules.Program("Decl e(X, Y) bound [/number, /number]. d(X) :- c(X), !b(X). c(X) :- a(X). b(X) :- a(X), e(X, _). a(X) :- e(X, _). a(X) :- c(X).");
        int Layer(string name) => program.Strata.ToList().FindIndex(s => s.Predicates.Contains(program.FindPredicate(name)!.Id));
        Assert.Equal(Layer("a"), Layer("c"));
        Assert.True(Layer("a") < Layer("b") && Layer("b") < Layer("d"));
        Assert.DoesNotContain(program.Strata, s => s.Predicates.Contains(program.FindPredicate("e")!.Id));
    }
}
