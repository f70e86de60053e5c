using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>Short ways to bind and verify a text.</summary>
internal static class Rules
{
    /// <summary>The program of a text that must be faultless; libraries may be used.</summary>
    public static BoundProgram Program(string text) => Program([SyntaxTree.Parse("test.rules", text)]);

    public static BoundProgram Program(IReadOnlyList<SyntaxTree> trees)
    {
        BindResult result = RuleBinder.Bind(trees, new BindOptions { Libraries = RuleLibraries.All });
        Assert.True(result.Program is not null, string.Concat(result.Diagnostics.Where(static d => d.IsError).Select(static d => DiagnosticText.Format(d))));
        return result.Program!;
    }

    /// <summary>The shipped pack in a folder of <c>rules</c>.</summary>
    public static BoundProgram Pack(string name) => Program(PackTrees(name));

    public static IReadOnlyList<SyntaxTree> PackTrees(string name) =>
        [.. Directory.GetFiles(Checkout.PathOf("rules", name), "*.rules").Order(StringComparer.Ordinal).Select(static f => SyntaxTree.Parse(Path.GetFileName(f), File.ReadAllText(f)))];

    public static Verdict Verify(string text, string? invariant = null, VerifyOptions? options = null) => Verify(Program(text), invariant, options);

    public static Verdict Verify(BoundProgram program, string? invariant = null, VerifyOptions? options = null) =>
        new InvariantProver(program, options ?? VerifyOptions.Default).Prove(program.Invariants.Single(i => invariant is null || i.Name == invariant));

    public static void Proved(Verdict verdict) =>
        Assert.True(verdict.Kind == VerdictKind.Proved, Describe(verdict));

    public static void Refuted(Verdict verdict) =>
        Assert.True(verdict.Kind == VerdictKind.Refuted, Describe(verdict));

    public static string Describe(Verdict verdict) =>
        $"{verdict.Invariant.Name}: {verdict.Kind} after {verdict.Rounds} rounds; {string.Join("; ", verdict.Reasons)} {string.Join(", ", verdict.Counterexample?.State.Facts.Select(static f => f.ToString()) ?? [])}";
}
