using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>Binds shipped rules with a fault in them, and asks both the prover and the engine about it.</summary>
internal static class SeededFault
{
    /// <summary>A pack that trades whatever is wished for: what holds is held by the shared guards alone.</summary>
    private const string Wishes = """
        Use decisions!
        Decl wish(Sym, Kind, Venue, Other, Size) descr [extensional(), key([Sym, Kind])] bound [/string, /name, /name, /name, /dec8].
        propose(Sym, {/kind: /long, /venue: Venue}, Size, 1.0) :- wish(Sym, /long, Venue, _, Size), Size > 0.
        propose(Sym, {/kind: /short, /venue: Venue}, Size, 1.0) :- wish(Sym, /short, Venue, _, Size), Size > 0.
        propose(Sym, {/kind: /arb, /buy: Venue, /sell: Other}, Size, 1.0) :- wish(Sym, /arb, Venue, Other, Size), Size > 0.
        """;

    public static void IsRefuted(Mutant mutant)
    {
        BoundProgram program = Program(mutant.File, mutant.Old, mutant.New);

        Verdict verdict = Rules.Verify(program, mutant.Breaks);

        Assert.True(verdict.Kind == VerdictKind.Refuted, $"{mutant.File}: {mutant.Old} -> {mutant.New}: {Rules.Describe(verdict)}");
        Assert.False(EmittedTestPasses(mutant, program, verdict), "the emitted rule test passes although the promise is broken");
    }

    public static Verdict Ask(Mutant mutant, VerifyOptions options) => Rules.Verify(Program(mutant.File, mutant.Old, mutant.New), mutant.Breaks, options);

    public static void IsProvedWithout(string file, string promise) => Rules.Proved(Rules.Verify(Program(file, "", ""), promise));

    /// <summary>The other evaluator, the one that runs live, is asked through the rule test that <c>--emit-test</c> writes.</summary>
    private static bool EmittedTestPasses(Mutant mutant, BoundProgram program, Verdict verdict)
    {
        string test = RuleTestText.Of(program, verdict.Invariant, verdict.Counterexample!);
        RuleTestReport report = RuleTestRunner.Run(Program(mutant.File, mutant.Old, mutant.New, test), null);
        Assert.Single(report.Results);
        return report.Failed == 0;
    }

    private static BoundProgram Program(string file, string old, string by, string more = "")
    {
        string decisions = RuleLibraries.All["decisions"];
        string pack = file == "lib" ? Wishes : RulesOf(file);
        string mutated = Replaced(file == "lib" ? decisions : pack, old, by);
        Dictionary<string, string> libraries = new(RuleLibraries.All, StringComparer.Ordinal) { ["decisions"] = file == "lib" ? mutated : decisions };
        BindResult bound = RuleBinder.Bind(
            [SyntaxTree.Parse("pack.rules", file == "lib" ? pack : mutated), SyntaxTree.Parse("test.rules", (file == "founding" ? "" : "Use decisions!\n") + more)],
            new BindOptions { Libraries = libraries });
        Assert.True(bound.Program is not null, string.Concat(bound.Diagnostics.Where(static d => d.IsError).Select(static d => DiagnosticText.Format(d))));
        return bound.Program!;
    }

    /// <summary>All files of a pack but its tests, as one: what they use comes first.</summary>
    private static string RulesOf(string pack)
    {
        string[] lines = [.. Directory.GetFiles(Checkout.PathOf("rules", pack), "*.rules").Where(static f => !f.EndsWith(".test.rules", StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines)];
        return string.Join('\n', lines.Where(IsUse).Distinct(StringComparer.Ordinal).Concat(lines.Where(static l => !IsUse(l)))) + "\n";
    }

    private static bool IsUse(string line) => line.StartsWith("Use ", StringComparison.Ordinal);

    private static string Replaced(string text, string old, string by)
    {
        int at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{old}' is not in the file any more");
        return old.Length == 0 ? text : text[..at] + by + text[(at + old.Length)..];
    }
}
