using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Goes through a recorded run once and counts why nothing was decided: every candidate that was struck, and at some moments what the rules lacked.</summary>
/// <remarks>The run is derived again from its journal, so that it makes no difference how many non-decisions it recorded. Single-threaded; no clock.</remarks>
public sealed class NonDecisionSummary
{
    /// <summary>More symbols than this are not asked about one by one; the first in order are.</summary>
    private const int MostSymbols = 32;

    /// <summary>Several rules are compared over the whole run, so more of them are followed than in one answer.</summary>
    private static readonly WhyNotOptions _options = new() { MaxFollowed = 32, MaxFacts = 1 };

    private readonly SummaryRequest _request;
    private readonly CancellationToken _stop;
    private readonly EventTime _from, _to;
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal), _heard = new(StringComparer.Ordinal);
    private WhyNotTally? _tally;
    private int _moments, _decisions;

    private readonly EventTime? _rulesSince;

    private NonDecisionSummary(SummaryRequest request, RunSpan span, JournalReader journal, CancellationToken stop)
    {
        _request = request;
        _stop = stop;
        (_from, _to) = (request.From ?? span.First, request.To ?? span.Last);
        if (LastRules(journal, _to) is { } since && since > _from)
        {
            (_from, _rulesSince) = (since, since);
        }
    }

    /// <summary>Null, with diagnostics, when the journal's rules do not bind; or without, when it holds nothing or decides nothing.</summary>
    /// <param name="directory">The journal.</param>
    /// <param name="request">What it is to be about.</param>
    /// <param name="diagnostics">Takes what does not fit.</param>
    /// <param name="stop">Ends it with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="JournalException">There is no journal, or it is damaged.</exception>
    public static WhyNotSummary? Of(string directory, SummaryRequest request, DiagnosticBag diagnostics, CancellationToken stop = default)
    {
        if (RunSpan.Of(directory, stop) is not { } span)
        {
            return null;
        }

        NonDecisionSummary summary = new(request, span, new JournalReader(directory, stop), stop);
        new RunReplay(directory).Follow(summary._to, summary.Look, diagnostics, stop);
        summary.CheckSymbol(diagnostics);
        WhyNotSummary? counted = diagnostics.HasErrors ? null : summary._tally?.ToSummary(
            summary._from, summary._to, [.. summary._asked.Select(static s => Value.String(s).ToString())], summary._moments, summary._decisions);
        return counted is null ? null : counted with { RulesSince = summary._rulesSince };
    }

    /// <summary>When the rules that were in force at a time came into force; null when they did with the journal's first event. What others decided before is not derived again under these.</summary>
    private static EventTime? LastRules(JournalReader journal, EventTime to)
    {
        EventTime? since = null;
        bool isKnown = false, hasBegun = false;
        foreach (JournalRecord record in journal.ReadAll())
        {
            switch (record.Type)
            {
                case JournalRecordType.RunStarted: isKnown = false; break;
                case JournalRecordType.PackChanged when record.At <= to: (since, isKnown) = (record.At, true); break;
                case JournalRecordType.FactChanges or JournalRecordType.Timer when record.At > EventTime.Zero && record.At <= to:
                    since = isKnown ? since : hasBegun ? record.At : null;
                    (isKnown, hasBegun) = (true, true);
                    break;
                default: break;
            }
        }

        return since;
    }

    private void CheckSymbol(DiagnosticBag diagnostics)
    {
        if (_request.Symbol is { } symbol && _moments > 0 && !_heard.Contains(symbol))
        {
            string there = _heard.Count == 0 ? "none is told of at the moments asked about" : $"there are {string.Join(", ", _heard.Take(MostSymbols))}";
            diagnostics.Add(Diagnostic.Create(PipelineDiagnostics.UnknownSymbol, null, symbol) with { Help = NameSuggestion.Like(symbol, _heard) is { } near ? $"did you mean '{near}'?" : there });
        }
    }

    private void Look(ReplayedRun run)
    {
        if (run.At < _from || run.At > _to || run.Program.Decides is not [{ } decide, ..])
        {
            return;
        }

        _tally ??= new WhyNotTally(run.Program, decide, _options with { Stop = _stop });
        AgendaResult result = run.Agendas[0];
        if (!result.IsUnchanged)
        {
            Count(run, result);
        }

        if (IsDue(run.At))
        {
            _moments++;
            string[] told = [.. Symbols.Of(run)];
            _heard.UnionWith(told);
            foreach (string symbol in _request.Symbol is { } one ? [one] : told.Take(MostSymbols))
            {
                _asked.Add(symbol);
                _tally.Ask(run.Session, result, Value.String(symbol));
            }
        }
    }

    private void Count(ReplayedRun run, AgendaResult result)
    {
        _decisions += result.Emitted.Count(d => IsAskedFor(d.Key[0]));
        foreach (NonDecision one in result.NewNonDecisions.Where(n => IsAskedFor(n.Candidate.Key[0])))
        {
            _tally!.Take(run.Session, one);
        }
    }

    /// <summary>The first transaction at or behind each of the evenly spread moments.</summary>
    private bool IsDue(EventTime now)
    {
        Int128 length = _to.Nanoseconds - _from.Nanoseconds;
        long next = _from.Nanoseconds + (long)(length * _moments / _request.Moments);
        return _moments < _request.Moments && now.Nanoseconds >= next;
    }

    private bool IsAskedFor(Value key) => _request.Symbol is null || (key.Kind == ValueKind.String && key.AsText == _request.Symbol);
}
