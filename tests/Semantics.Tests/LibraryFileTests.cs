using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics.Tests;

public sealed class LibraryFileTests
{
    private static readonly BindOptions Options = new()
    {
        Libraries = new Dictionary<string, string> { ["market"] = "Decl price(Sym, Last) bound [/string, /dec8]." },
    };

    private static readonly SyntaxTree Pack = SyntaxTree.Parse("rules/pack.rules", "Use market! dear(Sym) :- price(Sym, Last), Last > 5.");

    [Theory]
    [InlineData("rules/lib/market.rules")]
    [InlineData("lib/market.rules")]
    [InlineData("rules\\lib\\market.rules")]
    public void A_library_that_is_loaded_as_a_file_is_not_loaded_twice(string path)
    {
        BindResult result = RuleBinder.Bind([Pack, SyntaxTree.Parse(path, "Decl price(Sym, Last) bound [/string, /float64].")], Options);
        Assert.Empty(result.Diagnostics);
        Assert.Equal("/string, /float64", Rules.Types(result.Program!, "price"));
    }

    [Theory]
    [InlineData("rules/market.rules")]
    [InlineData("rules/glib/market.rules")]
    public void A_file_elsewhere_of_the_same_name_is_no_library(string path)
    {
        BindResult result = RuleBinder.Bind([Pack, SyntaxTree.Parse(path, "cheap(Sym) :- price(Sym, Last), Last < 1.")], Options);
        Assert.Empty(result.Diagnostics);
        Assert.Equal("/string, /dec8", Rules.Types(result.Program!, "price"));
    }
}
