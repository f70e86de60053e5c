namespace CryptoScalp.Rules.Syntax.Tests;

public sealed class FormatterTests
{
    [Fact]
    public void A_canonical_file_stays_as_it_is() =>
        Assert.Equal(GrammarSentences.LoadProgram(), SyntaxFormatter.Format(SyntaxTree.Parse("a.rules", GrammarSentences.LoadProgram())));
}
