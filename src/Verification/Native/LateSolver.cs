using System.Text;

namespace CryptoScalp.Rules.Verification;

/// <summary>A solver that is opened when it is first asked something: many questions are settled before.</summary>
internal sealed class LateSolver(SolverLimits limits) : IDisposable
{
    private readonly StringBuilder _told = new();
    private Z3Context? _solver;

    /// <summary>Questions that it was asked; 0 where it was never opened.</summary>
    public int Asked { get; private set; }

    /// <summary>Commands without an answer.</summary>
    public void Tell(string commands) => _told.Append(commands);

    /// <inheritdoc cref="Z3Context.Evaluate"/>
    public string Ask(string commands)
    {
        Z3Context solver = Opened();
        string told = _told.ToString();
        _told.Clear();
        return solver.Evaluate(told + commands);
    }

    /// <inheritdoc cref="Z3Context.Optimize"/>
    public Optimum Optimize(string problem) => Opened().Optimize(problem);

    public void Dispose() => _solver?.Dispose();

    private Z3Context Opened() 
    {
        Asked++;
        return _solver ??= new Z3Context(limits);
    }
}
