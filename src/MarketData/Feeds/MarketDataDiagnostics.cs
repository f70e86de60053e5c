using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>The diagnostics of this stage, CSR61xx.</summary>
public static class MarketDataDiagnostics
{
    /// <summary>A specification that no scheme fits.</summary>
    public static readonly DiagnosticDescriptor UnknownFeed = new(
        "CSR6101", DiagnosticSeverity.Error, "A feed specification is not understood",
        "'{0}' is no feed: write replay:FILE (a raw exchange capture), bars:FILE (a CSV of bars), funding:FILE (a CSV of funding rates) or sim:SEED (the simulated market)");

    /// <summary>An option that the scheme does not have, or a malformed value.</summary>
    public static readonly DiagnosticDescriptor BadOption = new(
        "CSR6102", DiagnosticSeverity.Error, "A feed option is not understood",
        "in feed '{0}': {1}");

    /// <summary>No such file, or a folder.</summary>
    public static readonly DiagnosticDescriptor NoFile = new(
        "CSR6103", DiagnosticSeverity.Error, "A feed's file cannot be read",
        "feed '{0}' cannot be opened: {1}");

    /// <summary>A CSV without the needed columns, or whose bar length is unknown.</summary>
    public static readonly DiagnosticDescriptor NotBars = new(
        "CSR6104", DiagnosticSeverity.Error, "A file is not a CSV of bars",
        "'{0}' is not a CSV of bars: {1}");

    /// <summary>A feed gave nothing at all.</summary>
    public static readonly DiagnosticDescriptor NoEvents = new(
        "CSR6105", DiagnosticSeverity.Warning, "A feed gave no events",
        "feed '{0}' gave no event (lines read: {1}); is it of another format, or empty?");

    /// <summary>A CSV without the needed columns.</summary>
    public static readonly DiagnosticDescriptor NotFunding = new(
        "CSR6106", DiagnosticSeverity.Error, "A file is not a CSV of funding rates",
        "'{0}' is not a CSV of funding rates: {1}");

    /// <summary>Frames that could not be read.</summary>
    public static readonly DiagnosticDescriptor UnreadableFrames = new(
        "CSR6121", DiagnosticSeverity.Warning, "Some lines of a feed could not be read",
        "{0}: {1} {2}; first at line {3}: {4}");

    /// <summary>Frames with values that are refused.</summary>
    public static readonly DiagnosticDescriptor RefusedValues = new(
        "CSR6122", DiagnosticSeverity.Warning, "Some messages of a feed carry wrong values",
        "{0}: {1} {2}; first at line {3}: {4}");

    /// <summary>Gaps and crossed books.</summary>
    public static readonly DiagnosticDescriptor BrokenBooks = new(
        "CSR6123", DiagnosticSeverity.Warning, "A book was invalid for a while",
        "{0}: {1} {2}; first at line {3}: {4}");

    /// <summary>Timestamps that jump.</summary>
    public static readonly DiagnosticDescriptor TimeJumps = new(
        "CSR6124", DiagnosticSeverity.Info, "Times jump",
        "{0}: {1} {2}; first at line {3}: {4}");

    /// <summary>Repetitions.</summary>
    public static readonly DiagnosticDescriptor Repetitions = new(
        "CSR6125", DiagnosticSeverity.Info, "A feed repeats itself",
        "{0}: {1} {2}; first at line {3}: {4}");

    /// <summary>Every descriptor, by code.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [UnknownFeed, BadOption, NoFile, NotBars, NoEvents, NotFunding, UnreadableFrames, RefusedValues, BrokenBooks, TimeJumps, Repetitions];
}
