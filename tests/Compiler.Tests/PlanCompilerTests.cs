using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Compiler.Tests;

public sealed class PlanCompilerTests
{
    private const string Rules = """
        Decl q(S, V, P) descr [extensional(), key([S, V])] bound [/number, /number, /number].
        Decl r(S, V) descr [extensional()] bound [/number, /number].
        a(S, P) :- q(S, V, P), r(S, V), P > 3.
        b(S) :- r(S, _), !q(S, _, _), !a(S, 4).
        c(X, Y) :- r(X, Y).
        c(X, Z) :- c(X, Y), c(Y, Z).
        """;

    private static readonly RulePlan _plan = PlanCompiler.Compile(Programs.Bind("p.rules", Rules));

    [Fact]
    public void The_same_program_has_the_same_plan() =>
        Assert.Equal(PlanText.Format(_plan), PlanText.Format(PlanCompiler.Compile(Programs.Bind("p.rules", Rules))));

    [Fact]
    public void Every_atom_of_every_rule_has_a_join_that_starts_from_it()
    {
        BoundProgram program = Programs.Bind("p.rules", Rules);
        Assert.All(_plan.Rules, rule => Assert.Equal(
            program.Rules[rule.Index].Body.Select((literal, i) => (literal, i)).Where(static p => p.literal is BoundAtom).Select(static p => p.i),
            rule.Deltas.Select(static d => d.Literal)));
    }

    [Fact]
    public void Every_join_evaluates_each_other_literal_once()
    {
        BoundProgram program = Programs.Bind("p.rules", Rules);
        foreach (PlannedRule rule in _plan.Rules)
        {
            string[] body = [.. program.Rules[rule.Index].Body.Select(static l => l.Span.Text).Order(StringComparer.Ordinal)];
            Assert.Equal(body, rule.Whole.Select(static s => s.Span.Text).Order(StringComparer.Ordinal));
            Assert.All(rule.Deltas, delta => Assert.Equal(body, delta.Steps.Select(static s => s.Span.Text).Append(delta.Span.Text).Order(StringComparer.Ordinal)));
        }
    }

    [Fact]
    public void A_lookup_by_some_columns_has_an_index_on_exactly_those()
    {
        MatchRows[] matches = [.. _plan.Rules.SelectMany(static r => r.Deltas).SelectMany(static d => d.Steps).OfType<MatchRows>()];
        Assert.NotEmpty(matches);
        Assert.All(matches.Where(static m => m.Pattern.KeyColumns.Length > 0 && !m.Pattern.IsComplete),
            match => Assert.Equal([.. match.Pattern.KeyColumns], _plan.Predicates[match.Predicate].Indexes[match.Index!.Value].ToArray()));
        Assert.All(matches.Where(static m => m.Pattern.IsComplete), static match => Assert.Null(match.Index));
    }

    [Fact]
    public void Equal_column_sets_share_an_index() =>
        Assert.All(_plan.Predicates, static p => Assert.Equal(p.Indexes.Length, p.Indexes.Select(static i => string.Join(',', i)).Distinct().Count()));

    [Fact]
    public void A_known_key_is_preferred_to_more_known_columns()
    {
        RulePlan plan = PlanCompiler.Compile(Programs.Bind("k.rules", """
            Decl k(A, B) descr [extensional(), key([A])] bound [/number, /number].
            Decl w(A, B, C, D) descr [extensional()] bound [/number, /number, /number, /number].
            Decl s(A, B, C) descr [extensional()] bound [/number, /number, /number].
            h(D) :- s(A, B, C), w(A, B, C, D), k(A, E), E > 0.
            """));
        Assert.IsType<MatchRows>(plan.Rules[0].Deltas[0].Steps[0]);
        Assert.Equal("k(A, E)", plan.Rules[0].Deltas[0].Steps[0].Span.Text);
    }

    [Fact]
    public void A_recursive_predicate_forms_a_layer_kept_as_a_set() =>
        Assert.Equal(["c"], _plan.Strata.Where(static s => s.IsRecursive).SelectMany(static s => s.Predicates).Select(static id => _plan.Predicates[id].Name));
}
