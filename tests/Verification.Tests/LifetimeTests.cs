using System.Globalization;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>Runs alone: the solver's memory is counted for the whole process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Jobs leave nothing behind: each disposes its solver.</summary>
[Collection(nameof(Alone))]
public sealed class LifetimeTests(ITestOutputHelper output)
{
    private const string Pack = "Decl held(S, Q) descr [extensional(), key([S])] bound [/string, /number].\nbig(S, Q) :- held(S, Q), Q > 10.\nnever n: big(_, Q), Q < 5.";

    /// <summary>SCALP_LONG_VERIFY sets the number of jobs, for example 10000.</summary>
    [Fact]
    public void The_solvers_memory_is_flat_over_many_jobs()
    {
        int jobs = int.TryParse(Environment.GetEnvironmentVariable("SCALP_LONG_VERIFY"), NumberStyles.None, CultureInfo.InvariantCulture, out int many) ? many : 150;
        Semantics.BoundProgram program = Rules.Program(Pack);
        InvariantProver prover = new(program, VerifyOptions.Default);
        ulong Run(int count)
        {
            for (int i = 0; i < count; i++)
            {
                Assert.Equal(VerdictKind.Proved, prover.Prove(program.Invariants[0]).Kind);
            }

            return Z3Native.AllocatedBytes();
        }

        Run(jobs / 10);
        ulong early = Run(jobs / 10), late = Run(jobs);

        Assert.True(late < early + (4UL << 20), $"{early} bytes after the first jobs, {late} after {jobs} more");
    }

    /// <summary>SCALP_LONG_VERIFY as above; what was measured is in the test's output.</summary>
    [Fact]
    public void The_process_keeps_its_size_and_its_handles_over_many_jobs()
    {
        int jobs = int.TryParse(Environment.GetEnvironmentVariable("SCALP_LONG_VERIFY"), NumberStyles.None, CultureInfo.InvariantCulture, out int many) ? many : 150;
        Semantics.BoundProgram program = Rules.Program(Pack);
        (long Bytes, int Handles) After(int count)
        {
            for (int i = 0; i < count; i++)
            {
                new InvariantProver(program, VerifyOptions.Default).Prove(program.Invariants[0]);
            }

            GC.Collect();
            (long Bytes, int Handles) now = (Environment.WorkingSet, Handles());
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after {count} jobs more: {now.Bytes >> 20} MB, {now.Handles} handles"));
            return now;
        }

        // The runtime takes memory when it likes to, on large machines much at once; what the jobs kept would be kept in every window.
        (long Bytes, int Handles) least = (long.MaxValue, int.MaxValue);
        for (int window = 0; window < 4 && (least.Bytes >= 64L << 20 || least.Handles > 8); window++)
        {
            (long Bytes, int Handles) before = After(jobs / 10), after = After(jobs);
            least = (Math.Min(least.Bytes, after.Bytes - before.Bytes), Math.Min(least.Handles, after.Handles - before.Handles));
        }

        Assert.True(least.Bytes < 64L << 20, $"the process grew by {least.Bytes} bytes at least in each of four windows");
        Assert.True(least.Handles <= 8, $"there were {least.Handles} handles more at least after each of four windows");
    }

    /// <summary>Open files of this process, where the system tells; 0 elsewhere.</summary>
    private static int Handles() => Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : 0;

    [Fact]
    public void A_disposed_solver_refuses_questions()
    {
        Z3Context solver = new(SolverLimits.Default);
        solver.Dispose();
        solver.Dispose();

        Assert.Throws<ObjectDisposedException>(() => solver.Evaluate("(check-sat)"));
    }

    [Fact]
    public void A_command_that_the_solver_refuses_says_so()
    {
        using Z3Context solver = new(SolverLimits.Default);

        Assert.Contains("refused", Assert.Throws<SolverException>(() => solver.Evaluate("(assert nonsense)")).Message, StringComparison.Ordinal);
        Assert.Equal("sat", solver.Evaluate("(check-sat)"));
    }
}
