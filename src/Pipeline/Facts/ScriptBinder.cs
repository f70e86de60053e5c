using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Types the changes of a script and cuts it into transactions.</summary>
internal sealed class ScriptBinder(BoundProgram program, ChangeScript script, DiagnosticBag diagnostics)
{
    private readonly FactBinder _facts = new(program);
    private readonly List<ScriptTransaction> _transactions = [];
    private List<FactChange> _pending = [];
    private readonly HashSet<string> _unmentioned = new(StringComparer.Ordinal);
    private EventTime _now;
    private SourceSpan? _lastChange;

    public IReadOnlyList<ScriptTransaction> Bind()
    {
        foreach (ChangeEntrySyntax entry in script.Entries)
        {
            switch (entry)
            {
                case ChangeFactSyntax change: AddChange(change); break;
                case ChangeTimeSyntax time: MoveTo(time); break;
                case ChangeCommitSyntax: Commit(); break;
                default: break; // a faulty entry, reported by the parser
            }
        }

        if (_lastChange is { } last)
        {
            diagnostics.Report(PipelineDiagnostics.ScriptUncommitted, last, _pending.Count);
            Commit();
        }

        return _transactions;
    }

    private void AddChange(ChangeFactSyntax change)
    {
        if (_facts.TryBind(change.Fact, script.Source, diagnostics, change.IsRetraction, out Fact? fact))
        {
            _pending.Add(new FactChange(change.IsRetraction ? ChangeKind.Retract : ChangeKind.Assert, fact));
            _lastChange = script.SpanOf(change);
            WarnOfUnread(fact.Predicate, script.SpanOf(change));
        }
    }

    /// <summary>A misspelt predicate would otherwise be taken silently; each is told once.</summary>
    private void WarnOfUnread(string predicate, SourceSpan place)
    {
        if (!program.Mentions(program.FindPredicate(predicate)!) && _unmentioned.Add(predicate))
        {
            diagnostics.Add(Diagnostic.Create(PipelineDiagnostics.UnusedChange, place, predicate) with { Help = program.Suggestion(predicate) });
        }
    }

    private void MoveTo(ChangeTimeSyntax time)
    {
        if (!EventTimeReader.TryRead(time.Time, out EventTime at))
        {
            ReportUnreadable(script.SpanOf(time));
            return;
        }

        if (at < _now && !program.Predicates.Any(static p => p.LatenessNs is not null))
        {
            diagnostics.Report(PipelineDiagnostics.ScriptTimeGoesBack, script.SpanOf(time), at, _now);
            return;
        }

        _now = at;
    }

    /// <summary>What the parser took for a time and is none does not fit; what it did not take it has reported.</summary>
    private void ReportUnreadable(SourceSpan place)
    {
        bool isKnown = script.Diagnostics.Any(d => d is { IsError: true, Span: { } at } && at.Span.Start >= place.Span.Start && at.Span.Start <= place.Span.End);
        if (!isKnown)
        {
            diagnostics.Report(PipelineDiagnostics.ScriptTimeOutOfRange, place, place.Text);
        }
    }

    private void Commit()
    {
        _transactions.Add(new ScriptTransaction(_now, _pending));
        _pending = [];
        _lastChange = null;
    }
}
