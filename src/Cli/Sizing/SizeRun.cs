using System.Text.Json;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Cli;

/// <summary>One <c>scalp size</c>: load, solve each published predicate, print.</summary>
internal sealed class SizeRun(Terminal terminal, string path, string? folder, bool json)
{
    private readonly DiagnosticBag _diagnostics = new();

    public int Run(int timeout)
    {
        if (timeout <= 0)
        {
            throw new WrongCallException($"--timeout is a number of milliseconds above 0, not {timeout}");
        }

        Z3Library.Require();
        GivenFacts given = GivenFacts.Read(folder, null, _diagnostics);
        LoadedRules loaded = LoadedRules.Load([path], given.Evidence(), strict: false);
        _diagnostics.AddRange(loaded.Diagnostics);
        IReadOnlyList<Fact> facts = loaded.Program is { } bound ? given.BindFiles(bound, _diagnostics) : [];
        if (!DiagnosticPrinter.Print(terminal, _diagnostics.ToSorted(), json) || loaded.Program is not { } program)
        {
            return ExitCode.WrongInput;
        }

        string[] published = [.. program.Optimizes.Select(o => program.Predicates[o.Predicate].Name).Distinct().Order(StringComparer.Ordinal)];
        if (published.Length == 0)
        {
            terminal.Error.WriteLine($"scalp: there is no 'optimize' statement in '{path}'");
            return ExitCode.WrongInput;
        }

        SolverLimits limits = SolverLimits.Default with { QuestionMs = timeout };
        return published.Max(p => Print(p, OptimizeSolver.Solve(program, p, facts, EventTime.Zero, limits)));
    }

    private int Print(string predicate, OptimizeAnswer answer)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new
            {
                predicate,
                outcome = answer.Outcome.ToString().ToLowerInvariant(),
                rows = answer.Rows.Select(static r => r.ToString()),
                clash = answer.Clash,
                reasons = answer.Reasons,
            }));
        }
        else
        {
            PrintText(predicate, answer);
        }

        return answer.Outcome == SizingOutcome.Optimal ? ExitCode.Fine : ExitCode.WrongInput;
    }

    private void PrintText(string predicate, OptimizeAnswer answer)
    {
        foreach (Fact row in answer.Rows)
        {
            terminal.Out.WriteLine($"{row}.");
        }

        if (answer.Outcome == SizingOutcome.Infeasible)
        {
            terminal.Error.WriteLine($"scalp: '{predicate}' has no solution; these limits cannot hold together, and none of them is to spare:");
            foreach (string limit in answer.Clash)
            {
                terminal.Error.WriteLine($"  {limit}");
            }
        }
        else if (answer.Outcome == SizingOutcome.Unknown)
        {
            terminal.Error.WriteLine($"scalp: '{predicate}' is not solved: {string.Join("; ", answer.Reasons)}");
        }
        else if (answer.Rows.IsEmpty)
        {
            terminal.Error.WriteLine($"scalp: '{predicate}' has no rows: no facts say what to size");
        }
    }
}
