using System.Collections.Immutable;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>A decision or non-decision of a journal with the facts that were given then.</summary>
internal sealed record RecordedMoment(RecordedCandidate Candidate, GivenState State);

/// <summary>Reads the moments of many decisions or non-decisions in one pass over their journal.</summary>
internal static class RecordedMoments
{
    /// <param name="journal">The journal's folder.</param>
    /// <param name="type">Which.</param>
    /// <param name="most">How many, evenly spread over all of them.</param>
    /// <param name="program">As recorded.</param>
    public static (IReadOnlyList<RecordedMoment> Moments, int All) Read(string journal, JournalRecordType type, int most, out BoundProgram program)
    {
        JournalRecord[] records = [.. new JournalReader(journal).ReadAll().Where(static r => r.Type is JournalRecordType.NonDecision or JournalRecordType.Decision)];
        JournalRecord[] all = [.. records.Where(r => r.Type == type)];
        if (all.Length == 0)
        {
            throw new FormatException($"the journal holds no record of type {type}");
        }

        int count = Math.Min(most, all.Length);
        ILookup<long, JournalRecord> wanted = Enumerable.Range(0, count).Select(i => all[(int)((long)i * all.Length / count)]).ToLookup(static r => r.Sequence);
        DiagnosticBag diagnostics = new();
        BoundProgram rules = program = new RecordedRun(journal).StateAt(all[0], null, diagnostics)?.Program ?? throw new FormatException("the journal's rules do not bind in this release");
        List<RecordedMoment> moments = [];
        new RunReplay(journal).Watch(program, (session, result) => moments.AddRange(wanted[result.Sequence].Select(r => new RecordedMoment(CandidateOf(r, records), StateOf(rules, session.Session, result.At)))), diagnostics);
        return (moments, all.Length);
    }

    private static RecordedCandidate CandidateOf(JournalRecord record, JournalRecord[] records)
    {
        RecordedCandidate candidate = RecordedCandidate.Read(record);
        JournalRecord? last = records.TakeWhile(r => r.Place.Record < record.Place.Record).LastOrDefault(r => r.Type == JournalRecordType.Decision && RecordedCandidate.Read(r).IsRivalOf(candidate));
        return candidate with { LastDecision = last?.At };
    }

    private static GivenState StateOf(BoundProgram program, IRuleSession session, EventTime at)
    {
        IEnumerable<BoundPredicate> open = program.Predicates.Where(p => p.View is null && (p.IsExtensional || (!p.IsDerived && !program.Facts.Any(f => f.Fact.Predicate == p.Name))));
        return new GivenState([.. open.SelectMany(p => session.FactsOf(p.Name).Where(session.IsGiven)).Order()], ImmutableSortedDictionary<string, Value>.Empty, at);
    }
}
