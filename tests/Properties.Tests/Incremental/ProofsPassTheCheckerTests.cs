using System.Text;
using System.Text.Json;
using CryptoScalp.Rules.Checker;
using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;
using Xunit.Abstractions;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>Proofs that the engine gives for random programs of everything, one by one before the checker that shares no code with it.</summary>
public sealed class ProofsPassTheCheckerTests(ITestOutputHelper output)
{
    private static readonly (string Name, int Arity)[] Given = [("e", 1), ("f", 2), ("g", 2), ("h", 3)];

    /// <summary>Programs a seed; <c>SCALP_RANDOM_PROGRAMS</c> asks for a longer run, in which every proof is taken after every transaction.</summary>
    private static int? Asked =>
        int.TryParse(Environment.GetEnvironmentVariable("SCALP_RANDOM_PROGRAMS"), System.Globalization.CultureInfo.InvariantCulture, out int programs) ? programs : null;

    [Theory]
    [InlineData(3001)]
    [InlineData(3002)]
    public void Every_proof_of_a_random_program_is_accepted(int seed)
    {
        ProgramGenerator generator = new(seed);
        TimedProgramText text = new(seed);
        Random random = new(seed);
        int programs = Asked ?? 16, perPredicate = Asked is null ? 3 : int.MaxValue;
        long proofs = 0, steps = 0;
        for (int i = 0; i < programs; i++)
        {
            string rules;
            BoundProgram? program;
            do
            {
                rules = text.Of(generator.Next());
                program = RuleBinder.Bind([SyntaxTree.Parse("random.rules", rules)], BindOptions.Default).Program;
            }
            while (program is null);

            Trial trial = new(program, rules, perPredicate);
            if (trial.IsSettled)
            {
                trial.Run(random);
            }

            (proofs, steps) = (proofs + trial.Proofs, steps + trial.Steps);
        }

        output.WriteLine($"{programs} programs, {proofs} proofs accepted, {steps} steps checked");
        Assert.True(proofs > 20 * programs && steps > proofs, $"{proofs} proofs, {steps} steps");
    }

    /// <summary>One program: a session, and a checker that is told what the session is.</summary>
    private sealed class Trial(BoundProgram program, string rules, int perPredicate)
    {
        private readonly IncrementalSession _session = new(PlanCompiler.Compile(program), SessionLimits.Default);
        private readonly ProofChecker _checker = new(program, ProofLimits.Default, new Dictionary<string, string>());

        private readonly Dictionary<Fact, EventTime> _givenAt = [];
        private FactChange[] _changes = [];

        public long Proofs { get; private set; }

        /// <summary>False for a program whose own facts cannot stand: there is nothing to prove.</summary>
        public bool IsSettled => _session.InitialSummary.Outcome == TransactionOutcome.Committed;

        public long Steps => _checker.Steps;

        public void Run(Random random)
        {
            long now = 0;
            for (int step = 1; step <= 8; step++)
            {
                now += random.Next(3);
                Tell(_session.Commit(new EventTime(now), [.. Enumerable.Range(0, random.Next(5)).Select(_ => Change(random))]));
                if (step % 4 == 0 || perPredicate == int.MaxValue)
                {
                    CheckProofs();
                }
            }
        }

        private FactChange Change(Random random)
        {
            (string name, int arity) = Given[random.Next(Given.Length)];
            Fact fact = new(name, [.. Enumerable.Range(0, arity).Select(_ => Value.Number(random.Next(5)))]);
            FactChange change = random.Next(3) == 0 ? FactChange.Retract(fact) : FactChange.Assert(fact);
            _changes = [.. _changes, change];
            return change;
        }

        private void Tell(TransactionResult result)
        {
            foreach (TransactionResult timer in result.Timers)
            {
                Accepted(_checker.Timer(timer.Sequence, timer.At), $"timer @{timer.At}");
                TakeBack(timer);
            }

            byte[] changes = JsonSerializer.SerializeToUtf8Bytes(new { changes = _changes.Select(static c => c.ToString()), origins = Array.Empty<string>() });
            Note(result);
            Accepted(_checker.Given(result.Sequence, result.At, changes), $"transaction @{result.At}");
            TakeBack(result);
        }

        private void Note(TransactionResult result)
        {
            foreach (FactChange change in result.Outcome == TransactionOutcome.Committed ? _changes : [])
            {
                _givenAt.Remove(change.Fact);
                if (change.Kind == ChangeKind.Assert)
                {
                    _givenAt.Add(change.Fact, result.At);
                }
            }

            _changes = [];
        }

        private void TakeBack(TransactionResult result)
        {
            if (result.Outcome != TransactionOutcome.Committed)
            {
                _checker.RollBack();
            }
        }

        private void CheckProofs()
        {
            ProofOptions options = new() { TimeOf = fact => _givenAt.TryGetValue(fact, out EventTime at) ? at : null };
            foreach (BoundPredicate predicate in program.Predicates.Where(static p => p.View is null))
            {
                foreach (Fact fact in _session.FactsOf(predicate.Name).Take(perPredicate))
                {
                    byte[] proof = ProofJson.ToUtf8(ProofBuilder.Explain(_session, program, fact, options));
                    Accepted(_checker.Proof(proof), $"{fact}: {Encoding.UTF8.GetString(proof)}");
                    Proofs++;
                }
            }
        }

        private void Accepted(Rejection? rejection, string what) => Assert.True(rejection is null, $"{rejection}\n{what}\n{rules}");
    }
}
