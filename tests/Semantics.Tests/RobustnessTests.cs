using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics.Tests;

/// <summary>Whatever the text, binding gives a program or errors, and never throws. Seeded; <c>SCALP_FUZZ_COUNT</c> raises the count.</summary>
public sealed class RobustnessTests
{
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("SCALP_FUZZ_COUNT"), out int count) ? count : 4000;

    [Fact]
    public void Mutated_programs_never_make_the_binder_throw()
    {
        string[] texts = [.. Directory.GetFiles(Repository.Corpus, "*.rules").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        Random random = new(20240808);
        for (int i = 0; i < Count; i++)
        {
            string text = Mutate(texts, random);
            try
            {
                BindResult result = RuleBinder.Bind([SyntaxTree.Parse("fuzz.rules", text)], BindOptions.Default);
                Assert.Equal(result.Program is null, result.Diagnostics.Any(static d => d.IsError));
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"case {i}: {e}\n{text}");
            }
        }
    }

    /// <summary>Joins two cases, then swaps, doubles or drops tokens.</summary>
    private static string Mutate(string[] texts, Random random)
    {
        string joined = texts[random.Next(texts.Length)] + texts[random.Next(texts.Length)];
        List<string> tokens = [.. SyntaxTree.Parse("x", joined).Root.Tokens().Select(static t => t.Text)];
        for (int edits = random.Next(1, 6); edits > 0 && tokens.Count > 2; edits--)
        {
            int at = random.Next(tokens.Count), other = random.Next(tokens.Count);
            switch (random.Next(3))
            {
                case 0: tokens[at] = tokens[other]; break;
                case 1: tokens.RemoveAt(at); break;
                default: tokens.Insert(at, tokens[other]); break;
            }
        }

        return string.Join(' ', tokens);
    }
}
