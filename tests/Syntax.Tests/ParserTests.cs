using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax.Tests;

public sealed class ParserTests
{
    [Theory]
    [InlineData("X = A + B * C", "X = (A + (B * C))")]
    [InlineData("X = A - B - C", "X = ((A - B) - C)")]
    [InlineData("X = A / B / C * D", "X = (((A / B) / C) * D)")]
    [InlineData("X = (A + B) * -C", "X = ((A + B) * (-C))")]
    [InlineData("X = -A * B", "X = ((-A) * B)")]
    [InlineData("X-1 > Y/Z", "(X - 1) > (Y / Z)")]
    [InlineData("fn:list:len(G) > 0", "fn:list:len(G) > 0")]
    [InlineData("p(X + 1, Q = /a, except: [/b])", "p((X + 1), <Q = /a>, except: list[/b])")]
    [InlineData("p([], [1,], [1, 2], [1: 2], {}, {/a: 1, /b: X})", "p(list[], list[1], list[1, 2], map[1: 2], struct{}, struct{/a: 1, /b: X})")]
    [InlineData("!p(X)", "!p(X)")]
    [InlineData("[-[0ms, 20ms] p(X)", "[-[0ms, 20ms] p(X)")]
    [InlineData("!<-[0d, D] p(X)@[T]", "!<-[0d, D] p(X)@[T]")]
    [InlineData("p(X) over [0s, 30s]", "p(X) Interval[0s, 30s]")]
    [InlineData("p(X) over rows 20", "p(X) Rows[20, ]")]
    [InlineData("p(X) over [rows n]", "p(X) Rows[n, ]")]
    [InlineData("p(X) over tumbling 1s as T", "p(X) Tumbling[1s, T]")]
    [InlineData("p(X) over [tumbling 1s as T]", "p(X) Tumbling[1s, T]")]
    [InlineData("p(X) rows 20", "p(X) Rows[20, ]")]
    [InlineData("p(X) rows n", "p(X) Rows[n, ]")]
    [InlineData("p(X) tumbling 1s as T", "p(X) Tumbling[1s, T]")]
    [InlineData("over(X)", "over(X)")]
    [InlineData("rows(X)", "rows(X)")]
    [InlineData("sum_if(Q, Side = /buy) > 2", "sum_if(Q, <Side = /buy>) > 2")]
    public void A_literal_has_this_shape(string text, string shape)
    {
        QueryTree query = SyntaxTree.ParseQuery(new SourceText("q", text));
        Assert.Empty(query.Diagnostics);
        Assert.Equal(shape, TreeText.Of(Assert.Single(query.Literals)));
    }

    [Theory]
    [InlineData("test(X) :- p(X).")]
    [InlineData("param(1).")]
    [InlineData("never(X) :- never(X).")]
    [InlineData("over(X) :- over(X) over [0s, 1s].")]
    [InlineData("assert(X) :- retract(X).")]
    [InlineData("count(X) :- X = count.")]
    [InlineData("decide(1).")]
    [InlineData("optimize(1).")]
    [InlineData("invariant(1).")]
    [InlineData("let(do) :- because(at), expect(no), not(set).")]
    public void A_word_of_the_grammar_may_name_a_predicate(string text)
    {
        SyntaxTree tree = SyntaxTree.Parse("t", text);
        Assert.Empty(tree.Diagnostics);
        Assert.Null(Assert.IsType<ClauseSyntax>(Assert.Single(tree.Root.Items)).StateKeyword);
    }

    [Fact]
    public void Items_are_of_their_kinds()
    {
        SyntaxTree tree = SyntaxTree.Parse("every-item.rules", GrammarSentences.LoadProgram());
        Assert.Empty(tree.Diagnostics);
        Assert.Equal(
            ["Clause", "Decide", "Decl", "Invariant", "Never", "Optimize", "Package", "Param", "Test", "Use"],
            tree.Root.Items.Select(static item => item.GetType().Name.Replace("Syntax", "", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["assert", "retract"], tree.Root.Items.OfType<ClauseSyntax>().Select(static clause => clause.StateKeyword?.Text).OfType<string>());
    }

    [Fact]
    public void A_transform_knows_its_grouping_and_its_lets()
    {
        ClauseSyntax clause = Clause("p(N, M) :- q(X) |> do fn:group_by(), let N = fn:count(), let K = fn:sum(X) |> let M = N * 2.");
        Assert.Equal(2, clause.Transforms.Count);
        Assert.Equal("fn:group_by()", TreeText.Of(clause.Transforms[0].GroupBy!));
        Assert.Equal(["N = fn:count()", "K = fn:sum(X)"], clause.Transforms[0].Lets.Select(static let => $"{let.Variable.Text} = {TreeText.Of(let.Value)}"));
        Assert.Null(clause.Transforms[1].GroupBy);
        Assert.Equal("(N * 2)", TreeText.Of(clause.Transforms[1].Lets[0].Value));
    }

    [Fact]
    public void A_declaration_knows_its_blocks()
    {
        DeclSyntax decl = Assert.IsType<DeclSyntax>(Assert.Single(Parse(
            "Decl p(X, Y) temporal descr [mode('+', '-'), deferred(),] bound [/v, .Struct<opt /foo : /string, /bar : .List</name>,>] bound [/w, /any] inclusion [q(X)].").Root.Items));
        Assert.NotNull(decl.Temporal);
        Assert.Equal("mode('+', '-'), deferred()", TreeText.List(decl.Descr!.Atoms));
        Assert.Equal(2, decl.Bounds.Count);
        DotTypeSyntax type = Assert.IsType<DotTypeSyntax>(decl.Bounds[0].Atoms[1]);
        Assert.Equal((".Struct", true, false), (type.NameToken.Text, type.Members[0].IsOptional, type.Members[1].IsOptional));
        Assert.Equal("q(X)", TreeText.List(decl.Inclusion!.Atoms));
    }

    [Fact]
    public void A_decision_knows_its_options()
    {
        DecideSyntax decide = Assert.IsType<DecideSyntax>(Assert.Single(Parse(
            "decide decision(S, A, Q) from propose [key([S]), require(require, for: {/entry: [/tf]}), cap(cap, except: [/exit]), classes([/exit, /entry])].").Root.Items));
        Assert.Equal("propose", TreeText.Of(decide.Candidates));
        Assert.Equal("key(list[S]), require(require, for: struct{/entry: list[/tf]}), cap(cap, except: list[/exit]), classes(list[/exit, /entry])", TreeText.List(decide.Options!.Atoms));
    }

    [Fact]
    public void The_steps_of_a_test_are_changes_settings_and_expectations()
    {
        TestSyntax test = Assert.IsType<TestSyntax>(Assert.Single(Parse(
            "test \"t\" { at 0ms p(1). +q(2). at 10ms -p(1). at t0 set edge = 1 + 2. at 20ms expect no d(_) because veto(S), \"id\", cooldown. expect d(X), X > 3. }").Root.Items));
        Assert.Equal(
            ["TestChange", "TestChange", "TestChange", "TestSet", "TestExpect", "TestExpect"],
            test.Steps.Select(static step => step.GetType().Name.Replace("Syntax", "", StringComparison.Ordinal)));
        Assert.Equal([false, false, true], test.Steps.OfType<TestChangeSyntax>().Select(static step => step.IsRetraction));
        Assert.Equal(["0ms", null, "10ms", "t0", "20ms", null], test.Steps.Select(static step => step.Time is null ? null : TreeText.Of(step.Time)));
        TestExpectSyntax absence = Assert.IsType<TestExpectSyntax>(test.Steps[4]);
        Assert.True(absence.IsAbsence);
        Assert.Equal("veto(S), \"id\", cooldown", TreeText.List(absence.Reasons));
        Assert.Equal("d(X), X > 3", TreeText.List(Assert.IsType<TestExpectSyntax>(test.Steps[5]).Body));
    }

    [Fact]
    public void Attributes_stand_before_clauses_parameters_and_tests()
    {
        SyntaxTree tree = Parse("#[id(\"a\"), priority(60)]\n#[hysteresis(enter: 0.4, exit: 0.3)]\np(1).\n#[doc(\"d\")] param x = 1.\n#[slow()] test \"t\" { }\n#[last()] q(1).");
        Assert.Equal("id(\"a\"), priority(60)", TreeText.List(((ClauseSyntax)tree.Root.Items[0]).Attributes[0].Attributes));
        Assert.Equal("hysteresis(enter: 0.4, exit: 0.3)", TreeText.List(((ClauseSyntax)tree.Root.Items[0]).Attributes[1].Attributes));
        Assert.Single(((ParamSyntax)tree.Root.Items[1]).Attributes);
        Assert.Single(((TestSyntax)tree.Root.Items[2]).Attributes);
        Assert.Single(((ClauseSyntax)tree.Root.Items[3]).Attributes);
    }

    [Fact]
    public void A_comment_inside_a_clause_may_look_like_an_attribute()
    {
        ClauseSyntax clause = Clause("p(X) :-\n  q(X),\n#[id(1)] is only a comment here\n  r(X).");
        Assert.Equal("q(X), r(X)", TreeText.List(clause.Body));
    }

    [Fact]
    public void A_comma_may_stand_before_the_stop() =>
        Assert.Equal("o(O), :match_pair(O, A, X)", TreeText.List(Clause("foo(X) :- \n  o(O), \n  :match_pair(O, A, X), .").Body));

    [Fact]
    public void The_stop_may_stand_on_a_line_of_its_own() =>
        Assert.Equal(":string:contains(X, \"foo\")", TreeText.List(Clause("foo(X) :-\n  :string:contains(X, \"foo\")\n  #\n  # {} |- X\n  #\n.").Body));

    [Fact]
    public void A_span_covers_the_text_of_a_node_without_the_trivia_before_it()
    {
        SyntaxTree tree = Parse("// c\np(X) :- q(X), // d\n  X > 3.");
        ClauseSyntax clause = Assert.IsType<ClauseSyntax>(tree.Root.Items[0]);
        Assert.Equal("p(X)", tree.SpanOf(clause.Head).Text);
        Assert.Equal("X > 3", tree.SpanOf(clause.Body[1]).Text);
        Assert.Equal((3, 3), tree.SpanOf(clause.Body[1]).Start);
    }

    [Fact]
    public void A_term_may_be_256_levels_deep_and_no_deeper()
    {
        Assert.Empty(SyntaxTree.Parse("t", $"p({string.Concat(Enumerable.Repeat("[", 200))}{string.Concat(Enumerable.Repeat("]", 200))}).").Diagnostics);
        string sum = string.Join('+', Enumerable.Repeat("X", 400));
        Assert.Equal("CSR1012", Assert.Single(SyntaxTree.Parse("t", $"p(X) :- q(X), X = {sum}.\nr(1).").Diagnostics).Code);
    }

    private static SyntaxTree Parse(string text)
    {
        SyntaxTree tree = SyntaxTree.Parse("t", text);
        Assert.Empty(tree.Diagnostics);
        return tree;
    }

    private static ClauseSyntax Clause(string text) => Assert.IsType<ClauseSyntax>(Assert.Single(Parse(text).Root.Items));
}
