using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CryptoScalp.Rules.Verification;

/// <summary>One job's solver: SMT-LIB 2 commands in, their answers out; disposed with the job.</summary>
/// <remarks>Life: open → disposed. Not thread-safe; two contexts may be used by two threads at once. Keeps what it was told when asked to, so that a proof can be printed.</remarks>
internal sealed class Z3Context : IDisposable
{
    /// <summary>Which terms the solver looks at: with 1, by the shape of the formula, not by the search. Guards that are false then cost little, without the bookkeeping of 2, which took up to 18 s on what takes 0.2 s.</summary>
    private const string Relevancy = "1";

    private static readonly Lock _settings = new();

    private readonly List<string>? _transcript;
    private readonly SolverLimits _limits;
    private nint _context;

    /// <exception cref="Z3MissingException">The library is absent.</exception>
    public Z3Context(SolverLimits limits, bool keepTranscript = false)
    {
        Z3Library.Require();
        _limits = limits;
        lock (_settings)
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

    /// <summary>How many questions ended because they took too long, not because they were too much work: what was found after one may be found nowhere else.</summary>
    public int OutOfTime { get; private set; }

    /// <summary>Says that <see cref="SolverLimits.Effort"/> is used up.</summary>
    public string TooMuchWork => string.Create(CultureInfo.InvariantCulture, $"it is more than {_limits.Effort / 1000} thousand units of the solver's work");

    /// <exception cref="SolverException">The solver refused a command.</exception>
    /// <exception cref="EncodingLimitException">Even to read the commands is more work than is allowed.</exception>
    public string Evaluate(string commands)
    {
        ObjectDisposedException.ThrowIf(_context == 0, this);
        _transcript?.Add(commands);
        long asked = Stopwatch.GetTimestamp();
        string answer = Marshal.PtrToStringUTF8(Z3Native.Evaluate(_context, commands)) ?? "";
        answer = answer.Trim();
        if (answer.Contains("(error", StringComparison.Ordinal) && !answer.Contains("canceled", StringComparison.Ordinal))
        {
            throw IsAboutEffort(answer) ? new EncodingLimitException(TooMuchWork) : new SolverException($"the solver refused a command: {answer}");
        }

        OutOfTime += answer == "unknown" && Stopwatch.GetElapsedTime(asked).TotalMilliseconds >= _limits.QuestionMs ? 1 : 0;
        return answer;
    }

    /// <summary>True when the last question stayed open because it was too much work.</summary>
    public bool IsOutOfEffort() => IsAboutEffort(Evaluate("(get-info :reason-unknown)\n"));

    private static bool IsAboutEffort(string answer) => answer.Contains("resource limit", StringComparison.Ordinal) || answer.Contains("canceled", StringComparison.Ordinal);

    /// <summary>The work that the solver has done so far, in its own units: the same for the same questions.</summary>
    public long Effort() => SExpression.Parse(Evaluate("(get-info :rlimit)\n")) is { } answer && long.TryParse(answer[1].Word, NumberStyles.None, CultureInfo.InvariantCulture, out long units) ? units : 0;

    /// <summary>Bounds the work on everything between the next "(push)" and its "(pop)", within the bounds that hold around it.</summary>
    /// <remarks>The option is one of the process, and a context takes it when it is set there: nobody else may set it meanwhile.</remarks>
    public void LimitEffort(int units)
    {
        lock (_settings)
        {
            Evaluate(string.Create(CultureInfo.InvariantCulture, $"(set-option :rlimit {units})\n"));
        }
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
