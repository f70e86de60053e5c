namespace CryptoScalp.Rules.Semantics.Tests;

public sealed class TypeTests
{
    [Theory]
    [InlineData("p(1). p(2).", "/number")]
    [InlineData("p(1). p(2.5).", "/float64")]
    [InlineData("p(1). p(\"a\").", ".Union</number, /string>")]
    [InlineData("p([]). p({}).", ".Union<.List</any>, .Struct>")]
    [InlineData("p([1]). p(2).", ".Union<.List</number>, /number>")]
    [InlineData("p({/a: 1}). p(/a). p([/a: 1]).", ".Union<.Map</name, /number>, .Struct, /name>")]
    [InlineData("p(5bps).", "/float64")]
    [InlineData("p(5s).", "/duration")]
    [InlineData("Decl d(X) bound [/dec8]. p(1). q(X) :- p(X), d(X).", "/dec8")]
    [InlineData("Decl d(X) bound [/dec8]. p(X) :- d(Y), X = Y * 2 + 0.5.", "/dec8")]
    [InlineData("Decl d(X) bound [/number]. p(X) :- d(Y), X = Y / 2.", "/float64")]
    [InlineData("Decl d(X) bound [/number]. p(X) :- d(Y), X = (Y + 1) * 2.", "/number")]
    [InlineData("Decl d(X) bound [/number]. p(A) :- d(Y) |> do fn:group_by(), let A = fn:avg(Y).", "/float64")]
    [InlineData("Decl d(X) bound [/dec8]. p(A) :- d(Y) |> do fn:group_by(), let A = fn:avg(Y).", "/dec8")]
    [InlineData("Decl d(X) bound [/dec8]. p(A) :- d(Y) |> do fn:group_by(), let A = fn:sum_if(Y, Y > 1).", "/dec8")]
    [InlineData("Decl d(X) bound [/float64]. p(X) :- d(Y), X = pow(Y, 2).", "/float64")]
    [InlineData("Decl d(X) bound [.Struct</a : /dec8>]. p(X) :- d(Y), :match_field(Y, /a, A), X = A * 0.5.", "/dec8")]
    [InlineData("Decl d(X) bound [.Struct</a : /dec8>]. p(X) :- d(Y), X = struct:get(Y, /a) * 0.5.", "/dec8")]
    [InlineData("Decl d(X) bound [.List</dec8>]. p(X) :- d(Y), :list:member(Z, Y), X = Z * 0.1.", "/dec8")]
    [InlineData("Decl d(X) bound [/dec8]. p(X) :- d(X), :within_distance(X, 0.2, 0.1).", "/dec8")]
    [InlineData("Decl d(X) bound [/time]. p(X) :- d(Y), X = now - Y.", "/duration")]
    [InlineData("p(X) :- q(X), X - 1 > 0.", "/number")]
    [InlineData("p(X) :- q(X, Y), X > Y.", "/any")]
    [InlineData("Decl d(X) bound [/venue]. p(X) :- d(X).", "/name")]
    [InlineData("param m = 0.5. Decl d(X) bound [/dec8]. p(m). q(X) :- d(X), X > m.", "/dec8")]
    public void A_column_takes_its_type_from_what_meets_it(string text, string expected) =>
        Assert.Equal(expected, Rules.Types(Rules.Program(text), "p"));

    [Theory]
    [InlineData("plus()")]
    [InlineData("divide()")]
    [InlineData("divide(X)")]
    [InlineData("divide(X, X, X)")]
    [InlineData("eq()")]
    [InlineData("eq(X)")]
    [InlineData("neg()")]
    [InlineData("sqrt()")]
    [InlineData("min2(X)")]
    public void A_call_with_too_few_or_too_many_arguments_is_refused(string call) =>
        Assert.Equal(["CSR2105"], Rules.Codes($"Decl d(X) bound [/float64]. p(Y) :- d(X), Y = {call}."));

    [Theory]
    [InlineData("sum()")]
    [InlineData("argmax(X)")]
    [InlineData("sum_if(X)")]
    [InlineData("quantile(X)")]
    public void An_aggregate_with_too_few_arguments_is_refused(string call) =>
        Assert.Equal(["CSR2105"], Rules.Codes($"Decl d(X) bound [/float64]. p(Y) :- d(X) |> do fn:group_by(), let Y = {call}."));

    [Theory]
    [InlineData("p(Z) :- q(X, Y), Z = X + Y, X = \"a\".")]
    [InlineData("p(Z) :- q(X), Z = X + X. q(\"a\").")]
    [InlineData("p(Z) :- q(X, Y), Z = X / Y, X = /a.")]
    public void Arithmetic_on_text_is_refused_wherever_the_text_is_found(string text) => Assert.Null(Rules.Bind(text).Program);

    [Fact]
    public void A_fraction_beside_money_is_exact()
    {
        BoundProgram program = Rules.Program("Decl d(X) bound [/dec8]. p(X) :- d(X), X > 0.1.");
        BoundComparison comparison = Assert.IsType<BoundComparison>(program.Rules[0].Body[1]);
        Assert.Equal(Primitives.Value.Decimal(Primitives.Dec8.Parse("0.1")), Assert.IsType<BoundConstant>(comparison.Right).Value);
    }

    [Fact]
    public void Facts_from_outside_take_part_in_inference()
    {
        BindOptions whole = new() { External = [new("price", 1, [new(ColumnLiterals.Integer)], "price.csv")] };
        BindOptions broken = new() { External = [new("price", 1, [new(ColumnLiterals.Integer | ColumnLiterals.Fraction)], "price.csv")] };
        BindOptions typed = new() { External = [new("price", 1, [new(ColumnLiterals.None, BoundType.Dec8)], "the feed")] };
        const string text = "high(P) :- price(P), P > 1.";
        Assert.Equal("/number", Rules.Types(Rules.Program(text, whole), "high"));
        Assert.Equal("/float64", Rules.Types(Rules.Program(text, broken), "high"));
        Assert.Equal("/dec8", Rules.Types(Rules.Program(text, typed), "high"));
    }

    [Fact]
    public void One_mixture_is_reported_once()
    {
        IEnumerable<string> codes = Rules.Codes("Decl a(X) bound [/dec8]. Decl b(X) bound [/float64]. p(Z) :- a(X), b(Y), Z = X + Y, Z > 1, Z * 2 > X.");
        Assert.Equal(["CSR2101"], codes);
    }

    [Theory]
    [InlineData("q(1). r(X) :- q(X, q(X).")]
    [InlineData("q(1). x(X) <- q(X).")]
    [InlineData("q(5 bps).")]
    [InlineData("p(1. r(X) :- p(X, X).")]
    [InlineData("test \"t\" { at 0ms q(1. expect no r(2. }")]
    public void What_follows_from_a_fault_of_syntax_is_not_told_again(string text) =>
        Assert.All(Rules.Codes(text), static c => Assert.StartsWith("CSR1", c, StringComparison.Ordinal));

    [Fact]
    public void Faults_in_different_clauses_do_not_hide_each_other()
    {
        string[] codes = [.. Rules.Codes("""
            Decl a(X) bound [/number].
            p(X) :- a(X), X > 0.5.
            q(X, Y) :- a(X).
            r(X) :- a(X, 1).
            s(X :- a(X).
            t(X) :- a(X), X = nofunction(X).
            """)];
        Assert.Contains("CSR2103", codes);
        Assert.Contains("CSR2503", codes);
        Assert.Contains("CSR2001", codes);
        Assert.Contains("CSR2004", codes);
        Assert.Contains(codes, static c => c.StartsWith("CSR1", StringComparison.Ordinal));
    }
}
