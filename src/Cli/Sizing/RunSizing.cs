using System.Diagnostics.CodeAnalysis;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Cli;

/// <summary>The <c>optimize</c> statements of a run's rules, solved beside it at most once a second of event time.</summary>
/// <remarks>With the rules that the run began with: rules that come later are given its rows as long as they declare them.</remarks>
internal sealed class RunSizing : IFactDesk
{
    private const long EveryNs = 1_000_000_000;

    private readonly SizingDesk _desk;
    private readonly Terminal _terminal;
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);

    private RunSizing(BoundProgram program, Terminal terminal) => (_desk, _terminal) = (new SizingDesk(program, SolverLimits.Default, EveryNs), terminal);

    /// <summary>Null for rules that size nothing.</summary>
    /// <exception cref="Z3MissingException">The rules need the solver, and its library is absent.</exception>
    public static RunSizing? For(BoundProgram program, Terminal terminal)
    {
        if (program.Optimizes.IsEmpty)
        {
            return null;
        }

        Z3Library.Require();
        return new RunSizing(program, terminal);
    }

    public bool TryBegin(EventTime at, Func<IEnumerable<Fact>> facts) => _desk.TryBegin(at, facts);

    public bool TryTake([NotNullWhen(true)] out IReadOnlyList<FactChange>? changes)
    {
        changes = null;
        if (!_desk.TryTake(out SizingPublication? publication))
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
