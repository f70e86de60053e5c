using System.Globalization;
using System.Runtime.InteropServices;

namespace CryptoScalp.Rules.Verification;

/// <summary>One job's solver: SMT-LIB 2 commands in, their answers out; disposed with the job.</summary>
/// <remarks>Life: open → disposed. Not thread-safe; two contexts may be used by two threads at once. Keeps what it was told when asked to, so that a proof can be printed.</remarks>
internal sealed class Z3Context : IDisposable
{
    /// <summary>Which terms the solver looks at: with 1, by the shape of the formula, not by the search. Guards that are false then cost little, without the bookkeeping of 2, which took up to 18 s on what takes 0.2 s.</summary>
    private const string Relevancy = "1";

    private static readonly Lock _opening = new();

    private readonly List<string>? _transcript;
    private readonly SolverLimits _limits;
    private nint _context;

    /// <exception cref="Z3MissingException">The library is absent.</exception>
    public Z3Context(SolverLimits limits, bool keepTranscript = false)
    {
        Z3Library.Require();
        _limits = limits;
        lock (_opening)
        {
            _context = Open(limits);
        }

        _transcript = keepTranscript ? [] : null;
    }

    /// <summary>
    /// The solver of a context takes its limits from settings of the process, when it is first used. The effort is counted from "(push)" to "(pop)"; set before
    /// the context is made it would be that of all its questions together.
    /// </summary>
    private static nint Open(SolverLimits limits)
    {
        string time = limits.QuestionMs.ToString(CultureInfo.InvariantCulture);
        Z3Native.SetGlobal("memory_max_size", limits.MemoryMb.ToString(CultureInfo.InvariantCulture));
        Z3Native.SetGlobal("rlimit", "0");
        Z3Native.SetGlobal("timeout", time);
        Z3Native.SetGlobal("smt.relevancy", Relevancy);
        nint config = Z3Native.MakeConfig();
        Z3Native.SetConfig(config, "timeout", time);
        nint context = Z3Native.MakeContext(config);
        Z3Native.DeleteConfig(config);
        Z3Native.SetErrorHandler(context, 0);
        Z3Native.SetGlobal("rlimit", limits.Effort.ToString(CultureInfo.InvariantCulture));
        Z3Native.Evaluate(context, "(set-option :print-success false)\n");
        return context;
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
            Limit(optimize);
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

    private void Limit(nint optimize)
    {
        nint parameters = Z3Native.MakeParameters(_context);
        Z3Native.KeepParameters(_context, parameters);
        Z3Native.SetParameter(_context, parameters, Z3Native.MakeSymbol(_context, "rlimit"), (uint)_limits.Effort);
        Z3Native.SetParameter(_context, parameters, Z3Native.MakeSymbol(_context, "timeout"), (uint)_limits.QuestionMs);
        Z3Native.SetOptimizeParameters(_context, optimize, parameters);
        Z3Native.DropParameters(_context, parameters);
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
