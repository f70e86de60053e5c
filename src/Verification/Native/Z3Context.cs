using System.Globalization;
using System.Runtime.InteropServices;

namespace CryptoScalp.Rules.Verification;

/// <summary>One job's solver: SMT-LIB 2 commands in, their answers out; disposed with the job.</summary>
/// <remarks>Life: open → disposed. Not thread-safe; two contexts may be used by two threads at once. Keeps what it was told when asked to, so that a proof can be printed.</remarks>
internal sealed class Z3Context : IDisposable
{
    private readonly List<string>? _transcript;
    private nint _context;

    /// <exception cref="Z3MissingException">The library is absent.</exception>
    public Z3Context(SolverLimits limits, bool keepTranscript = false)
    {
        Z3Library.Require();
        Z3Native.SetGlobal("memory_max_size", limits.MemoryMb.ToString(CultureInfo.InvariantCulture));
        nint config = Z3Native.MakeConfig();
        Z3Native.SetConfig(config, "timeout", limits.QuestionMs.ToString(CultureInfo.InvariantCulture));
        _context = Z3Native.MakeContext(config);
        Z3Native.DeleteConfig(config);
        Z3Native.SetErrorHandler(_context, 0);
        _transcript = keepTranscript ? [] : null;
    }

    /// <summary>Everything that was asked, as an SMT-LIB 2 script; empty unless it was to be kept.</summary>
    public string Transcript => _transcript is null ? "" : string.Concat(_transcript);

    /// <exception cref="SolverException">The solver refused a command.</exception>
    public string Evaluate(string commands)
    {
        ObjectDisposedException.ThrowIf(_context == 0, this);
        _transcript?.Add(commands);
        string answer = Marshal.PtrToStringUTF8(Z3Native.Evaluate(_context, commands)) ?? "";
        if (answer.Contains("(error", StringComparison.Ordinal) && !answer.Contains("canceled", StringComparison.Ordinal))
        {
            throw new SolverException($"the solver refused a command: {answer.Trim()}");
        }

        return answer.Trim();
    }

    /// <summary>Solves an optimisation problem given as text; see <see cref="Optimum"/>.</summary>
    public Optimum Optimize(string problem)
    {
        ObjectDisposedException.ThrowIf(_context == 0, this);
        _transcript?.Add(problem);
        nint optimize = Z3Native.MakeOptimize(_context);
        Z3Native.KeepOptimize(_context, optimize);
        try
        {
            Z3Native.LoadOptimize(_context, optimize, problem);
            ThrowOnError();
            return Z3Native.CheckOptimize(_context, optimize, 0, 0) switch
            {
                1 => new Optimum(SolverAnswer.Satisfiable, ModelOf(optimize)),
                -1 => new Optimum(SolverAnswer.Unsatisfiable, ""),
                _ => new Optimum(SolverAnswer.Unknown, Marshal.PtrToStringUTF8(Z3Native.OptimizeReason(_context, optimize)) ?? ""),
            };
        }
        finally
        {
            Z3Native.DropOptimize(_context, optimize);
        }
    }

    public void Dispose()
    {
        if (_context != 0)
        {
            Z3Native.DeleteContext(_context);
            _context = 0;
        }
    }

    private string ModelOf(nint optimize)
    {
        nint model = Z3Native.OptimizeModel(_context, optimize);
        Z3Native.KeepModel(_context, model);
        try
        {
            return Marshal.PtrToStringUTF8(Z3Native.ModelText(_context, model)) ?? "";
        }
        finally
        {
            Z3Native.DropModel(_context, model);
        }
    }

    private void ThrowOnError()
    {
        if (Z3Native.ErrorCode(_context) is not 0 and int code)
        {
            throw new SolverException($"the solver refused a problem: {Marshal.PtrToStringUTF8(Z3Native.ErrorMessage(_context, code))}");
        }
    }
}

/// <summary>What a solver says to a question.</summary>
internal enum SolverAnswer : byte
{
    Satisfiable,
    Unsatisfiable,

    /// <summary>A limit was reached, or the theory is not decided.</summary>
    Unknown,
}

/// <summary>The answer to an optimisation problem.</summary>
/// <param name="Answer">Whether there is an optimum.</param>
/// <param name="Text">The model (<c>name -> value</c> lines) when there is one, the reason when it is unknown.</param>
internal readonly record struct Optimum(SolverAnswer Answer, string Text);
