namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>Saves of which somebody wrote the first part and then paused.</summary>
public sealed class LostEndsTests
{
    private const string Whole = "a(X) :- q(X).\nb(X) :- a(X).\nc(X) :- b(X).\n";

    private readonly LostEnds _ends = new();

    [Fact]
    public void Every_beginning_of_a_text_but_the_whole_of_it_may_have_lost_its_end()
    {
        _ends.Take(Of(Whole));
        Assert.All(Enumerable.Range(0, Whole.Length), cut => Assert.True(_ends.MayHave(Of(Whole[..cut])), Whole[..cut]));
        Assert.False(_ends.MayHave(Of(Whole)));
    }

    [Theory]
    [InlineData("a(X) :- q(X), X > 1.\nb(X) :- a(X).\nc(X) :- b(X).\n", false)]
    [InlineData("new(X) :- q(X).\nanother(X) :- q(X).\nyet_another(X) :- q(X).\na(X) :- q(X).\n", true)]
    [InlineData("a(X) :- q(X).\nb(X) :- a(X).\nc(X) :- b(X).\nd(X) :- c(X).\n", false)]
    [InlineData("a(X) :- q(X).\nb(X) :- a(X).\nc(X) :- b(X).\nd(X) :- c(X).", true)]
    [InlineData("a(X) :- q(X).\n  c(X) :- b(X). \r\n", false)]
    [InlineData("a(X) :- q(X).\nb(X) :- a(X).\nc(X) :- b(X), X > 1.\n", true)] // on purpose, but who knows
    public void A_change_in_the_middle_is_not_in_doubt_and_a_last_line_that_is_gone_is(string saved, bool mayHave)
    {
        _ends.Take(Of(Whole));
        Assert.Equal(mayHave, _ends.MayHave(Of(saved)));
    }

    [Fact]
    public void A_file_that_was_not_there_is_in_doubt_until_its_last_line_ends()
    {
        Assert.True(_ends.MayHave(Of("a(X) :- q(X).")));
        Assert.False(_ends.MayHave(Of("a(X) :- q(X).\n")));
    }

    private static PackSources Of(string text) => PackSources.Of([("a.rules", text)]);
}
