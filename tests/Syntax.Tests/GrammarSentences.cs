namespace CryptoScalp.Rules.Syntax.Tests;

/// <summary>The committed texts that tests share.</summary>
internal static class GrammarSentences
{
    private static readonly string Program = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpus", "every-item.rules"));

    /// <summary>A correct program that uses every item of the language.</summary>
    public static string LoadProgram() => Program;
}
