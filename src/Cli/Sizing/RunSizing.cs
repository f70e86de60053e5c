using System.Diagnostics.CodeAnalysis;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Cli;

/// <summary>The <c>optimize</c> statements of a run's rules, solved beside it at most once a second of event time.</summary>
/// <remarks>By the rules and the values of parameters in force; rules that come later may bring statements of their own.</remarks>
internal sealed class RunSizing : IFactDesk
{
    private const long EveryNs = 1_000_000_000;

    private readonly SizingDesk _desk;
    private readonly Terminal _terminal;
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);

    private RunSizing(Terminal terminal) => (_desk, _terminal) = (new SizingDesk(SolverLimits.Default, EveryNs), terminal);

    /// <exception cref="Z3MissingException">The rules that the run begins with need the solver, and its library is absent.</exception>
    public static RunSizing For(BoundProgram program, Terminal terminal)
    {
        if (!program.Optimizes.IsEmpty)
        {
            Z3Library.Require();
        }

        return new RunSizing(terminal);
    }

    public bool TryBegin(EventTime at, BoundProgram program, Func<IEnumerable<Fact>> facts) => _desk.TryBegin(at, program, facts);

    public bool TryTake(BoundProgram inForce, [NotNullWhen(true)] out IReadOnlyList<FactChange>? changes)
    {
        changes = null;
        if (!_desk.TryTake(inForce, out SizingPublication? publication))
        {
            return false;
        }

        foreach ((string predicate, OptimizeAnswer answer) in publication.Answers)
        {
            TellOnce(predicate, answer);
        }

        changes = publication.Changes;
        return true;
    }

    public void Wait() => _desk.Wait();

    public void Dispose() => _desk.Dispose();

    /// <summary>Says why nothing is published, when that is news.</summary>
    private void TellOnce(string predicate, OptimizeAnswer answer)
    {
        string now = string.Join("; ", answer.Clash.Concat(answer.Reasons));
        if (now.Length > 0 && now != _told.GetValueOrDefault(predicate))
        {
            string why = answer.Clash.IsEmpty ? "has no answer" : "cannot hold together";
            _terminal.Error.WriteLine($"scalp: no '{predicate}' is published until that changes: {now} {why}");
        }

        _told[predicate] = now;
    }
}
