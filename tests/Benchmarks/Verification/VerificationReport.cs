using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Times lint by proof and the promises of a generated pack, two versions of it compared, and the sizing of 20 assets.</summary>
internal static class VerificationReport
{
    private const int Assets = 20;
    private const int Repeats = 20;

    /// <param name="rules">Of the pack, beside the shared ones; above 0.</param>
    /// <param name="caps">How many of them are caps; null for one in five strategies: caps are for symbols, and a symbol has few.</param>
    /// <param name="output">Takes the figures.</param>
    /// <returns>True when every promise is proved and every problem solved.</returns>
    public static bool Print(int rules, int? caps, TextWriter output)
    {
        string text = GeneratedPack.Text(rules, caps ?? GeneratedPack.StrategiesOf(rules) / 5);
        BoundProgram program = Bind(text);
        bool proved = Promises(program, output);
        Lint(program, output);
        Comparison(program, Bind(text.Replace("Vol > vol_0.", "vol_0 < Vol.", StringComparison.Ordinal)), "a comparison turned round", output);
        Comparison(program, Bind(text.Replace("Vol > vol_0.", "Vol >= vol_0.", StringComparison.Ordinal)), "a threshold included", output);
        return proved & Sizing(output);
    }

    private static bool Promises(BoundProgram program, TextWriter output)
    {
        long started = Stopwatch.GetTimestamp();
        ImmutableArray<Verdict> verdicts = new InvariantProver(program, VerifyOptions.Default).ProveAll(program.Invariants);
        string[] open = [.. verdicts.Where(static v => v.Kind != VerdictKind.Proved).Select(static v => $"{v.Invariant.Name} {v.Kind}")];
        output.WriteLine(Line($"{program.Rules.Length} rules, {verdicts.Length} promises: {Milliseconds(started):F0} ms, {(open.Length == 0 ? "all proved" : string.Join(", ", open))}"));
        return open.Length == 0;
    }

    private static void Lint(BoundProgram program, TextWriter output)
    {
        long started = Stopwatch.GetTimestamp();
        using RuleLinter linter = new(program, VerifyOptions.Default);
        int found = linter.Run(static _ => true).Length;
        output.WriteLine(Line($"lint by proof of all rules: {Milliseconds(started):F0} ms, {found} findings"));
    }

    private static void Comparison(BoundProgram before, BoundProgram after, string what, TextWriter output)
    {
        foreach (string predicate in new[] { "propose", "veto" })
        {
            long started = Stopwatch.GetTimestamp();
            PredicateComparison answer = PredicateComparer.Compare(before, after, predicate, VerifyOptions.Default);
            output.WriteLine(Line($"{what}: '{predicate}' is {answer.Relation}, {Milliseconds(started):F0} ms {string.Join("; ", answer.Reasons)}"));
        }
    }

    private static bool Sizing(TextWriter output)
    {
        const long unit = Dec8.Scale;
        SizingProblem problem = new()
        {
            Assets = [.. Enumerable.Range(0, Assets).Select(static i => new SizingAsset($"A{i}", ((i * 37) % 19) - 9))],
            MaxExposure = 1000 * unit,
            MaxSinglePosition = 100 * unit,
            MaxCorrelatedExposure = 150 * unit,
            Correlated = [.. Enumerable.Range(0, Assets).SelectMany(static a => Enumerable.Range(a + 1, Assets - 1 - a).Select(b => (a, b))).Where(static p => (p.a + p.b) % 4 == 0)],
        };
        List<double> times = [];
        bool solved = true;
        for (int i = -2; i < Repeats; i++)
        {
            long started = Stopwatch.GetTimestamp();
            solved &= PortfolioSizer.Solve(problem, SolverLimits.Default).Outcome == SizingOutcome.Optimal;
            times.AddRange(i < 0 ? [] : [Milliseconds(started)]);
        }

        times.Sort();
        output.WriteLine(Line($"sizing of {Assets} assets, {problem.Correlated.Length} correlated pairs: p50 {times[times.Count / 2]:F1} ms, max {times[^1]:F1} ms"));
        return solved;
    }

    private static BoundProgram Bind(string text)
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("generated.rules", text)], new BindOptions { Libraries = RuleLibraries.All });
        return bound.Program ?? throw new FormatException(string.Concat(bound.Diagnostics.Where(static d => d.IsError).Select(static d => DiagnosticText.Format(d))));
    }

    private static double Milliseconds(long started) => Stopwatch.GetElapsedTime(started).TotalMilliseconds;

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
