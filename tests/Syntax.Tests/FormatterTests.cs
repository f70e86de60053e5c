namespace CryptoScalp.Rules.Syntax.Tests;

public sealed class FormatterTests
{
    [Fact]
    public void A_canonical_file_stays_as_it_is() => Formats(GrammarSentences.LoadProgram(), GrammarSentences.LoadProgram());

    [Fact]
    public void A_short_rule_is_one_line() => Formats("p( X )   :-\n\n  q(X),\n  X>3 .", "p(X) :- q(X), X > 3.\n");

    [Fact]
    public void A_long_rule_keeps_its_authors_lines_below_its_head() => Formats(
        """
        entry(Sym, Buy, Sell, Edge, Qty) :- quote(Buy, Sym, _, Ask, _, AskQty), quote(Sell, Sym, Bid, _, BidQty, _),
          Edge = (Bid-Ask)/Ask,
            Qty = min2(AskQty,BidQty).
        """,
        """
        entry(Sym, Buy, Sell, Edge, Qty) :-
            quote(Buy, Sym, _, Ask, _, AskQty), quote(Sell, Sym, Bid, _, BidQty, _),
            Edge = (Bid - Ask) / Ask,
            Qty = min2(AskQty, BidQty).

        """);

    [Fact]
    public void A_line_that_would_pass_a_hundred_columns_is_filled() => Formats(
        $"p(X) :- {string.Join(", ", Enumerable.Range(10, 12).Select(static i => $"predicate{i}(X)"))}.",
        """
        p(X) :-
            predicate10(X), predicate11(X), predicate12(X), predicate13(X), predicate14(X), predicate15(X),
            predicate16(X), predicate17(X), predicate18(X), predicate19(X), predicate20(X), predicate21(X).

        """);

    [Fact]
    public void A_long_argument_list_breaks_inside_its_parentheses_last() => Formats(
        $"p(X) :- q([{string.Join(',', Enumerable.Range(1000, 25))}]), r(X).",
        """
        p(X) :-
            q([1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014,
                    1015, 1016, 1017, 1018, 1019, 1020, 1021, 1022, 1023, 1024]), r(X).

        """);

    [Fact]
    public void Comments_stay_where_they_are() => Formats(
        """
        # first

        // about p
        /// for proofs
        p(1).// behind
        p(X) :- // why
           // own line
           q(X), // last
           r(X). # end


        // the rest
        """,
        """
        # first

        // about p
        /// for proofs
        p(1).  // behind
        p(X) :-  // why
            // own line
            q(X),  // last
            r(X).  # end

        // the rest

        """);

    [Fact]
    public void Groups_of_clauses_are_apart_by_one_empty_line() => Formats("\n\np(1). p(2).\n\n\n\np(3).\n\n\n", "p(1).\np(2).\n\np(3).\n");

    [Fact]
    public void Attributes_have_lines_of_their_own() => Formats("#[id(\"a\"),priority( 1 )]#[last()] p(1).", "#[id(\"a\"), priority(1)]\n#[last()]\np(1).\n");

    [Fact]
    public void The_steps_of_a_test_have_lines_of_their_own() => Formats(
        "test \"t\" { at 0ms p(1). // c\n\n at 1ms - p(1).\n // d\n expect no q(X) because cooldown. // e\n }",
        """
        test "t" {
            at 0ms p(1).  // c

            at 1ms -p(1).
            // d
            expect no q(X) because cooldown.  // e
        }

        """);

    [Fact]
    public void Signs_and_temporal_brackets_never_grow_together() => Formats(
        "p([ -[1]], - 5, -5, -X, [ [1] ]) :- X = Y - -1, [-[0s, 1s] q(X), ! r(X).",
        "p([ -[1]], - 5, -5, -X, [[1]]) :- X = Y - -1, [-[0s, 1s] q(X), !r(X).\n");

    [Theory]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    [InlineData("// only a comment", "// only a comment\n")]
    [InlineData("p(1).\r\n\r\np(2).", "p(1).\n\np(2).\n")]
    public void Small_files(string text, string formatted) => Formats(text, formatted);

    [Fact]
    public void A_file_with_syntax_errors_is_refused_and_left_alone()
    {
        const string Text = "p( 1 ).\np(";
        Assert.False(SyntaxFormatter.TryFormat(SyntaxTree.Parse("t", Text), out string text));
        Assert.Equal(Text, text);
        Assert.Equal(Text, SyntaxFormatter.Format(SyntaxTree.Parse("t", Text)));
    }

    private static void Formats(string text, string formatted)
    {
        SyntaxTree tree = SyntaxTree.Parse("t", text);
        Assert.Empty(tree.Diagnostics);
        Assert.Equal(formatted, SyntaxFormatter.Format(tree));
        Assert.Equal(formatted, SyntaxFormatter.Format(SyntaxTree.Parse("t", formatted)));
    }
}
