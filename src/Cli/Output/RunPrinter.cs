using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Cli;

/// <summary>Shows a run as it happens: decisions with their orders, the proof of each rule's first decision, and feeds that come and go.</summary>
internal sealed class RunPrinter(Terminal terminal, ProofDisplay proofs) : IRunObserver
{
    private readonly HashSet<string> _shownRules = new(StringComparer.Ordinal);
    private EventTime _start;
    private string _phase = "";

    public void OnStarted(EventTime first) => _start = first;

    public void OnDecision(DecisionOutcome outcome)
    {
        Decision decision = outcome.Decision;
        terminal.Out.WriteLine($"{Clock(decision.At)}  #{outcome.Number} {Bold(decision.ToString())}  by {decision.RuleId}, proof {decision.Id}");
        if (outcome.Problem is not null)
        {
            terminal.Out.WriteLine($"            no order: {outcome.Problem}");
        }

        foreach (RiskVerdict verdict in outcome.Verdicts)
        {
            PrintOrder(verdict, outcome.Fills.FirstOrDefault(f => f.Instrument == verdict.Order.Instrument));
        }

        if (proofs == ProofDisplay.All || (proofs == ProofDisplay.FirstOfEachRule && _shownRules.Add(decision.RuleId)))
        {
            terminal.Out.WriteLine();
            terminal.Out.Write(DecisionText.Render(outcome.Proof, terminal.Width, terminal.Colour));
            terminal.Out.WriteLine();
        }

        terminal.Out.Flush(); // a decision stands in the journal: whoever reads along hears of it now
    }

    public void OnNonDecision(EventTime at, NonDecision nonDecision)
    {
        if (proofs == ProofDisplay.All)
        {
            terminal.Out.WriteLine($"{Clock(at)}  not decided: {ReadableTime.In(nonDecision.ToString())}");
        }
    }

    public void OnStatus(in MarketEvent status)
    {
        if (status.Status.Kind == FeedStatusKind.SimulatedPhase)
        {
            PrintPhase(status);
            return;
        }

        terminal.Out.WriteLine($"{Clock(status.Time)}  {Dim($"-- {status.Instrument}: {Words(status.Status.Kind)}")}");
    }

    public void OnModelNotice(ModelNotice notice) => terminal.Out.WriteLine($"{Clock(notice.At)}  {Dim($"-- {notice.Text}")}");

    public void OnRollback(TransactionResult result) =>
        terminal.Out.WriteLine($"{Clock(result.At)}  transaction {result.Sequence} was rolled back: {result.Code}: {result.Problem ?? "it created too many facts"}; no entry is decided until a transaction commits");

    /// <summary>The simulator tells a phase once an instrument; a person wants to read it once.</summary>
    private void PrintPhase(in MarketEvent status)
    {
        if (_phase != status.Text)
        {
            _phase = status.Text;
            terminal.Out.WriteLine($"{Clock(status.Time)}  {Dim($"-- simulated phase: {status.Text.Replace('_', ' ')}")}");
        }
    }

    private static string Words(FeedStatusKind kind) => kind switch
    {
        FeedStatusKind.SequenceGap => "book updates are missing; not traded until its next ticker, depth not used until a snapshot",
        FeedStatusKind.Synchronised => "book synchronised",
        FeedStatusKind.CrossedBook => "the book is crossed; not traded until its next ticker, depth not used until it uncrosses",
        FeedStatusKind.Uncrossed => "the book uncrossed",
        FeedStatusKind.TickerOnly => "no snapshot came; only the ticker is used",
        FeedStatusKind.CrossedQuote => "a crossed quote was refused",
        FeedStatusKind.Outage => "the venue went silent",
        FeedStatusKind.Resumed => "the venue sends again",
        _ => kind.ToString(),
    };

    private void PrintOrder(RiskVerdict verdict, Fill? fill)
    {
        OrderIntent order = verdict.Order;
        string head = $"            {order.Side.ToString().ToLowerInvariant()} {order.Quantity} {order.Instrument}";
        if (!verdict.IsAccepted)
        {
            terminal.Out.WriteLine($"{head}: refused");
            foreach (RiskViolation violation in verdict.Violations)
            {
                terminal.Out.WriteLine($"              {violation}");
            }

            return;
        }

        terminal.Out.WriteLine(fill is null ? $"{head}: accepted, not sent" : $"{head}: accepted, filled at {fill.Price}, fee {fill.Fee}");
    }

    /// <summary>Time since the first event: market time, not wall time.</summary>
    private string Clock(EventTime at) => Elapsed.Precise(at.Nanoseconds - _start.Nanoseconds).PadLeft(10);

    private string Bold(string text) => terminal.Colour ? $"\u001b[1m{text}\u001b[0m" : text;

    private string Dim(string text) => terminal.Colour ? $"\u001b[2m{text}\u001b[0m" : text;
}

/// <summary>Which proofs a run prints.</summary>
internal enum ProofDisplay
{
    None,

    /// <summary>The first decision of each rule.</summary>
    FirstOfEachRule,

    /// <summary>Every decision, and a line for every non-decision.</summary>
    All,
}
