using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>The diagnostics of limit files and instrument files: CSR65xx.</summary>
public static class RiskDiagnostics
{
    public static DiagnosticDescriptor NotJson { get; } = new(
        "CSR6501", DiagnosticSeverity.Error, "The file is not JSON", "this is not valid JSON: {0}");

    public static DiagnosticDescriptor RepeatedField { get; } = new(
        "CSR6502", DiagnosticSeverity.Error, "A field is given twice", "'{0}' is given twice in one object; keep one");

    public static DiagnosticDescriptor UnknownLimit { get; } = new(
        "CSR6503", DiagnosticSeverity.Error, "There is no such limit", "there is no limit '{0}'");

    public static DiagnosticDescriptor WrongKind { get; } = new(
        "CSR6504", DiagnosticSeverity.Error, "A value of the wrong kind", "'{0}' must be {1}");

    public static DiagnosticDescriptor OutOfRange { get; } = new(
        "CSR6505", DiagnosticSeverity.Error, "A limit outside its range", "'{0}' is {1}, but must be from {2} to {3}");

    public static DiagnosticDescriptor EmptyKillSwitch { get; } = new(
        "CSR6506", DiagnosticSeverity.Error, "A kill switch that can never trip", "this kill switch has no 'max_loss' and no 'max_loss_fraction', so it could never trip");

    public static DiagnosticDescriptor BadInstrumentName { get; } = new(
        "CSR6507", DiagnosticSeverity.Error, "An instrument needs a venue and a symbol", "'{0}' is no instrument; write it as /venue:SYMBOL, for example /binance_spot:BTCUSDT");

    public static DiagnosticDescriptor NotInstruments { get; } = new(
        "CSR6511", DiagnosticSeverity.Error, "Not an instrument file of this venue", "this is no {0} instrument file: {1}");

    public static DiagnosticDescriptor BadInstrument { get; } = new(
        "CSR6512", DiagnosticSeverity.Warning, "An instrument cannot be read", "instrument '{0}' is left out: {1}");

    public static DiagnosticDescriptor RepeatedInstrument { get; } = new(
        "CSR6513", DiagnosticSeverity.Warning, "An instrument is listed twice", "instrument '{0}' is listed twice; the first is kept");

    public static DiagnosticDescriptor UnknownFilter { get; } = new(
        "CSR6514", DiagnosticSeverity.Warning, "A filter that is not enforced", "instrument '{0}' has a filter '{1}' that the risk gate does not know and will not enforce");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        NotJson, RepeatedField, UnknownLimit, WrongKind, OutOfRange, EmptyKillSwitch, BadInstrumentName,
        NotInstruments, BadInstrument, RepeatedInstrument, UnknownFilter,
    ];
}
