using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax.Tests;

/// <summary>A file with n faults gives n precise diagnostics, and a fault in one item never hides another.</summary>
public sealed class RecoveryTests
{
    /// <summary>Faulty items, each with the place (line and column within the item) and the code of its one diagnostic.</summary>
    private static readonly (string Text, int Line, int Column, string Code)[] Faults =
    [
        ("a(X) :- b(X) c(X).", 1, 13, "CSR1008"),
        ("a(X) :- b(X), .5.", 1, 15, "CSR1011"),
        ("a(X) :- b(X),\n    c(X)", 2, 9, "CSR1007"),
        ("a(X) :- b(X, .", 1, 14, "CSR1009"),
        ("a(\"text).", 1, 3, "CSR1002"),
        ("a(`text).", 1, 3, "CSR1002"),
        ("a(X) :- b(X), X > 3sec.", 1, 20, "CSR1004"),
        ("a(X) :- not b(X).", 1, 9, "CSR1017"),
        ("a(X) :- b(X); c(X).", 1, 13, "CSR1017"),
        ("a(X) :- X == 3, b(X).", 1, 12, "CSR1017"),
        ("a(X) :- b(X), X <> 3, c(X).", 1, 18, "CSR1017"),
        ("a(X) :- b(X), X => 3, c(X).", 1, 17, "CSR1017"),
        ("a(Y) :- b(X), Y is X + 3, c(X).", 1, 17, "CSR1017"),
        ("a(X) <- b(X), c(X).", 1, 6, "CSR1017"),
        ("param Limit = 3 in [1, 5].", 1, 7, "CSR1006"),
        ("test \"t\" {\n  at 1ms retract a(1).\n  a(2).\n}", 2, 10, "CSR1017"),
        ("a(X) :- b(X), 0 < X < 5, c(X).", 1, 21, "CSR1016"),
        ("a :- b(1).", 1, 1, "CSR1011"),
        ("a(N) :- b(_) |> do fn:group_by(), let n = fn:count().", 1, 39, "CSR1015"),
        ("a(N) :- b(_) |> do fn:group_by() let N = fn:count().", 1, 33, "CSR1008"),
        (")) a(X).", 1, 1, "CSR1013"),
        ("Decl a(X) bound [/number] descr [doc(\"x\")].", 1, 27, "CSR1006"),
        ("param a = 3 in [1].", 1, 16, "CSR1021"),
        ("param a 3.", 1, 8, "CSR1006"),
        ("never a b(X).", 1, 8, "CSR1006"),
        ("invariant a: b(X), c(X).", 1, 24, "CSR1006"),
        ("decide a(X) propose.", 1, 12, "CSR1006"),
        ("optimize a(X) X subject to X > 0.", 1, 14, "CSR1006"),
        ("a(X :- b(X).", 1, 4, "CSR1006"),
        ("a([1, 2).", 1, 8, "CSR1006"),
        ("a([1: 2, 3]).", 1, 11, "CSR1006"),
        ("a(1, 2: 3).", 1, 7, "CSR1006"),
        ("a(“x).", 1, 3, "CSR1001"),
        ("a(X) :- B(X).", 1, 9, "CSR1024"),
        ("a(X) :- b(X) over 5s.", 1, 18, "CSR1006"),
        ("a(X) :- b(X) over tumbling 1s as t.", 1, 34, "CSR1015"),
        ("a(X)@[1, 2, 3].", 1, 5, "CSR1021"),
        ("a(1) |> let X = 2.", 1, 6, "CSR1023"),
        ("test \"t\" {\n  at 1ms a(1)\n  a(2).\n}", 2, 14, "CSR1007"),
        ("test \"t\" {\n  a b.\n}", 2, 3, "CSR1011"),
        ("test \"t\" {\n  expect a(1) because.\n}", 2, 22, "CSR1009"),
        ("test \"t\" {\n  a(1).", 2, 8, "CSR1006"),
    ];

    public static TheoryData<int> FaultNumbers => [.. Enumerable.Range(0, Faults.Length)];

    [Theory]
    [MemberData(nameof(FaultNumbers))]
    public void A_fault_gives_one_diagnostic_at_its_place_and_the_items_around_it_are_whole(int number)
    {
        (string text, int line, int column, string code) = Faults[number];
        SyntaxTree tree = SyntaxTree.Parse("fault.rules", $"Decl before(X).\n{text}\nDecl after(X).\n");
        Diagnostic diagnostic = Assert.Single(tree.Diagnostics);
        Assert.Equal((code, (line + 1, column)), (diagnostic.Code, diagnostic.Span!.Value.Start));
        Assert.Equal([false, true, false], [tree.HasErrors(tree.Root.Items[0]), tree.HasErrors(tree.Root.Items[1]), tree.HasErrors(tree.Root.Items[^1])]);
        Assert.Equal("Decl before(X).", tree.SpanOf(tree.Root.Items[0]).Text);
        Assert.Equal("Decl after(X).", tree.SpanOf(tree.Root.Items[^1]).Text);
    }

    [Fact]
    public void As_many_diagnostics_as_faults()
    {
        string[] faults = [.. Faults.Select(static fault => fault.Text)];
        SyntaxTree tree = SyntaxTree.Parse("faults.rules", string.Join("\nDecl between(X).\n", faults));
        Assert.Equal(Faults.Select(static fault => fault.Code), tree.Diagnostics.Select(static diagnostic => diagnostic.Code));
        Assert.Equal(faults.Length - 1, tree.Root.Items.OfType<DeclSyntax>().Count(static item => item.Atom is ApplicationSyntax { Name: "between" }));
    }

    [Fact]
    public void More_than_a_thousand_errors_end_with_a_word_about_the_rest()
    {
        SyntaxTree tree = SyntaxTree.Parse("binary.rules", string.Concat(Enumerable.Repeat("€ $ ", 2000)));
        Assert.Equal(SyntaxErrors.Limit + 1, tree.Diagnostics.Length);
        Assert.Equal("CSR1099", tree.Diagnostics[^1].Code);
    }

    [Fact]
    public void A_faulty_entry_of_a_script_spoils_no_other()
    {
        ChangeScript script = SyntaxTree.ParseScript(new SourceText("s", "+p(1).\n-q(/a\n@250ms\n+p(,).\n@10.\ncommit\np(3).\n@x\n-q(/b).\ncommit.\n"));
        Assert.Equal(
            [(2, "CSR1006"), (4, "CSR1009"), (5, "CSR1020"), (6, "CSR1007"), (7, "CSR1020"), (8, "CSR1006")],
            script.Diagnostics.Select(static diagnostic => (diagnostic.Span!.Value.Start.Line, diagnostic.Code)));
        Assert.Equal(
            ["+p(1).", "-q(/a", "@250ms", "+p(,).", "@10", "commit", "p(3).", "@x", "-q(/b).", "commit."],
            script.Entries.Select(entry => script.SpanOf(entry).Text));
    }
}
