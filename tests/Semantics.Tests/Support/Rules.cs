using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics.Tests;

/// <summary>Short ways to bind a text.</summary>
internal static class Rules
{
    public static BindResult Bind(string text, BindOptions? options = null) =>
        RuleBinder.Bind([SyntaxTree.Parse("test.rules", text)], options ?? Options);

    /// <summary>As a host binds, which knows all features but one.</summary>
    public static BindOptions Options { get; } = new()
    {
        CheckCall = static text => text.StartsWith("rsj", StringComparison.Ordinal) ? "there is no feature 'rsj'; did you mean 'rsi'?" : null,
    };

    /// <summary>The program of a text that must be faultless.</summary>
    public static BoundProgram Program(string text, BindOptions? options = null)
    {
        BindResult result = Bind(text, options);
        Assert.True(result.Program is not null, string.Concat(result.Diagnostics.Select(static d => DiagnosticText.Format(d))));
        return result.Program!;
    }

    public static IEnumerable<string> Codes(string text, BindOptions? options = null) => Bind(text, options).Diagnostics.Select(static d => d.Code);

    /// <summary>Types of a predicate, <c>/number, /string</c>.</summary>
    public static string Types(BoundProgram program, string predicate) => string.Join(", ", program.FindPredicate(predicate)!.Types);
}
