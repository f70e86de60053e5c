using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Gathers the instruments of one file: the sound ones once each, the others as diagnostics.</summary>
internal sealed class InstrumentListing(DiagnosticBag diagnostics)
{
    private readonly List<InstrumentFilters> _instruments = [];
    private readonly List<InstrumentId> _leftOut = [];
    private readonly HashSet<InstrumentId> _seen = [];

    public void Add(InstrumentFilters filters, NumberFields fields, SourceSpan span)
    {
        if (fields.Fault is { } fault)
        {
            _leftOut.Add(filters.Instrument);
            LeaveOut(filters.Instrument.Symbol, fault, span);
        }
        else if (!_seen.Add(filters.Instrument))
        {
            diagnostics.Report(RiskDiagnostics.RepeatedInstrument, span, filters.Instrument);
        }
        else
        {
            _instruments.Add(filters);
        }
    }

    public void LeaveOut(string name, string fault, SourceSpan span) => diagnostics.Report(RiskDiagnostics.BadInstrument, span, name, fault);

    public InstrumentLoad ToLoad() => new([.. _instruments], diagnostics.ToSorted()) { LeftOut = [.. _leftOut] };
}
