using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Asks for the nearest counterfactual of recorded non-decisions: how many are answered and confirmed, why not, and how long the search takes.</summary>
/// <remarks>
/// Reading the journal is not timed: it grows with the recording. Timed is the search with its own confirmation. Each answer is then confirmed once more from
/// outside: applied to the recorded facts and asked about, it has to be a decision.
/// </remarks>
internal static class CounterfactualReport
{
    private const int WarmUps = 3;
    private const int Slowest = 6;

    /// <param name="journal">The journal's folder.</param>
    /// <param name="stops">Of decisions what would have stopped them, instead of what would have let non-decisions through.</param>
    /// <param name="most">How many, evenly spread over the journal; above 0.</param>
    /// <param name="output">Takes the figures.</param>
    /// <returns>True when all that were answered are confirmed.</returns>
    public static bool Print(string journal, bool stops, int most, TextWriter output)
    {
        (IReadOnlyList<RecordedMoment> moments, int all) = RecordedMoments.Read(journal, stops ? JournalRecordType.Decision : JournalRecordType.NonDecision, most, out BoundProgram program);
        StateOracle oracle = new(program);
        foreach (RecordedMoment moment in moments.Take(WarmUps))
        {
            Ask(program, oracle, moment, new Figures());
        }

        Figures figures = new();
        foreach (RecordedMoment moment in moments)
        {
            Ask(program, oracle, moment, figures);
        }

        figures.Print(moments.Count, all, stops ? "decisions" : "non-decisions", output);
        return figures.Confirmed == figures.Milliseconds.Count;
    }

    private static void Ask(BoundProgram program, StateOracle oracle, RecordedMoment moment, Figures figures)
    {
        RecordedCandidate asked = moment.Candidate;
        long started = Stopwatch.GetTimestamp();
        CounterfactualFinder finder = new(program, VerifyOptions.Default);
        Counterfactual? found = finder.Find(moment.State, asked.Decide, asked.Key, asked.RuleId, new CandidatePast(asked.IsDecision, asked.LastDecision));
        double ms = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (found is not { IsFound: true })
        {
            figures.NoAnswer(found is null ? "no candidate on the recorded facts alone" : string.Join("; ", found.Reasons), ms);
            return;
        }

        figures.Answered(ms, found);
        figures.Rounds = Math.Max(figures.Rounds, found.Rounds);
        figures.Solved += found.Questions > 0 ? 1 : 0;
        figures.Waits += found.Changes.IsEmpty ? 1 : 0;
        figures.NotNearest += found.IsNearest ? 0 : 1;
        figures.Confirmed += Confirms(program, oracle, moment.State, found, asked) ? 1 : 0;
    }

    /// <summary>From outside: the incremental engine decides it on the changed facts at that moment, and its key has cooled down by then; or, of a decision, it does not decide that action any more.</summary>
    private static bool Confirms(BoundProgram program, StateOracle oracle, GivenState state, Counterfactual found, RecordedCandidate asked)
    {
        HashSet<Fact> facts = [.. state.Facts];
        foreach (FactChange change in found.Changes)
        {
            _ = change.Kind == ChangeKind.Assert ? facts.Add(change.Fact) : facts.Remove(change.Fact);
        }

        EventTime at = new(state.At.Nanoseconds + found.WaitNs);
        BoundDecide decide = program.Decides.Single(d => d.Name == asked.Decide);
        Decision? made = oracle.Made(at, facts.Order(), asked.Decide, asked.Key);
        return asked.IsDecision
            ? made is null || made.Action != oracle.Made(state.At, state.Facts, asked.Decide, asked.Key)?.Action
            : made?.RuleId == asked.RuleId && (decide.CooldownExcept.Contains(made.Class) || asked.LastDecision is not { } last || at.Nanoseconds - last.Nanoseconds >= decide.CooldownNs);
    }

    private sealed class Figures
    {
        private readonly SortedDictionary<string, int> _reasons = new(StringComparer.Ordinal);
        private readonly List<(double Ms, string Text)> _slowest = [];
        private double _longest;

        public List<double> Milliseconds { get; } = [];

        public void Answered(double ms, Counterfactual found)
        {
            Milliseconds.Add(ms);
            _slowest.Add((ms, Line($"  {ms:F1} ms, {found.Rounds} rounds, cost {found.Cost:F4}: {string.Join("  ", found.Changes)}")));
            _slowest.Sort(static (a, b) => b.Ms.CompareTo(a.Ms));
            _slowest.RemoveRange(Math.Min(Slowest, _slowest.Count), Math.Max(0, _slowest.Count - Slowest));
        }

        public int Confirmed { get; set; }

        public int Rounds { get; set; }

        public int Solved { get; set; }

        public int Waits { get; set; }

        public int NotNearest { get; set; }

        public void NoAnswer(string reason, double ms)
        {
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
            _longest = Math.Max(_longest, ms);
        }

        public void Print(int count, int all, string what, TextWriter output)
        {
            output.WriteLine(Line($"{count} of {all} {what}: {Milliseconds.Count} answered, {Confirmed} confirmed, {Waits} by waiting alone, {NotNearest} perhaps not the nearest, at most {Rounds} rounds, {Solved} asked the solver"));
            if (Milliseconds.Count > 0)
            {
                Milliseconds.Sort();
                output.WriteLine(Line($"search p50 {At(0.5):F1} ms, p99 {At(0.99):F1} ms, max {Milliseconds[^1]:F1} ms"));
            }

            _slowest.ForEach(s => output.WriteLine(s.Text));
            foreach ((string reason, int times) in _reasons)
            {
                output.WriteLine(Line($"no answer {times}: {reason}"));
            }

            output.WriteLine(Line($"longest without an answer {_longest:F1} ms"));
        }

        private double At(double share) => Milliseconds[Math.Min(Milliseconds.Count - 1, (int)(share * Milliseconds.Count))];

        private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
