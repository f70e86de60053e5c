using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
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

    /// <param name="journal">The journal's folder.</param>
    /// <param name="most">How many non-decisions, evenly spread over the journal; above 0.</param>
    /// <param name="output">Takes the figures.</param>
    /// <returns>True when all that were answered are confirmed.</returns>
    public static bool Print(string journal, int most, TextWriter output)
    {
        RecordedRun run = new(journal);
        JournalRecord[] all = [.. new JournalReader(journal).ReadAll().Where(static r => r.Type == JournalRecordType.NonDecision)];
        int count = Math.Min(most, all.Length);
        Figures figures = new();
        for (int i = -Math.Min(WarmUps, count); i < count; i++)
        {
            JournalRecord record = all[i < 0 ? 0 : (int)((long)i * all.Length / count)];
            Ask(run, record, i < 0 ? new Figures() : figures);
        }

        figures.Print(count, all.Length, output);
        return figures.Confirmed == figures.Milliseconds.Count;
    }

    private static void Ask(RecordedRun run, JournalRecord record, Figures figures)
    {
        DiagnosticBag diagnostics = new();
        RecordedState recorded = run.StateAt(record, null, diagnostics) ?? throw new FormatException("the journal's rules do not bind in this release");
        RecordedCandidate asked = run.CandidateOf(record);
        GivenState state = new(recorded.GivenFacts(), ImmutableSortedDictionary<string, Value>.Empty, recorded.At);
        CounterfactualFinder finder = new(recorded.Program, VerifyOptions.Default);
        long started = Stopwatch.GetTimestamp();
        Counterfactual? found = finder.Find(state, asked.Decide, asked.Key, asked.RuleId, wasDecided: false);
        double ms = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (found is not { IsFound: true })
        {
            figures.NoAnswer(found is null ? "no candidate on the recorded facts alone" : string.Join("; ", found.Reasons), ms);
            return;
        }

        figures.Milliseconds.Add(ms);
        figures.Rounds = Math.Max(figures.Rounds, found.Rounds);
        figures.Confirmed += Confirms(recorded, state, found, asked) ? 1 : 0;
    }

    private static bool Confirms(RecordedState recorded, GivenState state, Counterfactual found, RecordedCandidate asked)
    {
        HashSet<Fact> facts = [.. state.Facts];
        foreach (FactChange change in found.Changes)
        {
            _ = change.Kind == ChangeKind.Assert ? facts.Add(change.Fact) : facts.Remove(change.Fact);
        }

        ReplayedRun? after = StateReplay.Of(recorded.Program, recorded.At, [.. facts.Order()], RunChange.None, new DiagnosticBag());
        return after?.Agendas.SelectMany(static a => a.Decisions).Any(d => d.RuleId == asked.RuleId && d.Key.Select(static v => v.ToString()).SequenceEqual(asked.Key, StringComparer.Ordinal)) == true;
    }

    private sealed class Figures
    {
        private readonly SortedDictionary<string, int> _reasons = new(StringComparer.Ordinal);
        private double _longest;

        public List<double> Milliseconds { get; } = [];

        public int Confirmed { get; set; }

        public int Rounds { get; set; }

        public void NoAnswer(string reason, double ms)
        {
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
            _longest = Math.Max(_longest, ms);
        }

        public void Print(int count, int all, TextWriter output)
        {
            output.WriteLine(Line($"{count} of {all} non-decisions: {Milliseconds.Count} answered, {Confirmed} confirmed, at most {Rounds} rounds"));
            if (Milliseconds.Count > 0)
            {
                Milliseconds.Sort();
                output.WriteLine(Line($"search p50 {At(0.5):F1} ms, p99 {At(0.99):F1} ms, max {Milliseconds[^1]:F1} ms"));
            }

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
