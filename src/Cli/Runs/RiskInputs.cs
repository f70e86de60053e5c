using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Risk;

namespace CryptoScalp.Rules.Cli;

/// <summary>Reads what the risk gate needs: limits, trading rules, starting equity. Faults are reported with file and place.</summary>
internal static class RiskInputs
{
    public static TickPipelineOptions Read(RunRequest request, DiagnosticBag diagnostics) => new()
    {
        Limits = LimitsOf(request.Limits, diagnostics),
        Instruments = InstrumentsOf(request.Filters, diagnostics),
        StartingEquity = request.StartingEquity,
    };

    private static RiskLimits LimitsOf(string? path, DiagnosticBag diagnostics)
    {
        if (path is null || RuleSources.TryRead(path, diagnostics) is not { } source)
        {
            return RiskLimits.Default;
        }

        RiskLimitsLoad load = RiskLimitsFile.Parse(source);
        diagnostics.AddRange(load.Diagnostics);
        return load.Limits ?? RiskLimits.Default;
    }

    /// <summary>Files given replace the built-in instruments of the same venue and symbol and add to them.</summary>
    private static InstrumentCatalogue InstrumentsOf(string[] filters, DiagnosticBag diagnostics)
    {
        InstrumentCatalogue catalogue = DefaultInstruments.Create();
        foreach (string filter in filters)
        {
            string[] parts = filter.Split('=', 2);
            if (parts.Length != 2 || parts[1].Length == 0 || !parts[0].StartsWith('/'))
            {
                throw new WrongCallException($"--filters is VENUE=FILE, for example /binance_spot=exchangeInfo.json, not '{filter}'");
            }

            if (RuleSources.TryRead(parts[1], diagnostics) is { } source)
            {
                Add(catalogue, Parse(source, parts[0]), diagnostics);
            }
        }

        return catalogue;
    }

    private static void Add(InstrumentCatalogue catalogue, InstrumentLoad load, DiagnosticBag diagnostics)
    {
        diagnostics.AddRange(load.Diagnostics);
        foreach (InstrumentId leftOut in load.LeftOut)
        {
            catalogue.Remove(leftOut);
        }

        foreach (InstrumentFilters instrument in load.Instruments)
        {
            catalogue.Set(instrument);
        }
    }

    /// <summary>The venue's name tells the format: Coinbase's and Kraken's are their own, everything else is Binance's exchangeInfo; a CSV is Lean's.</summary>
    private static InstrumentLoad Parse(SourceText source, string venue) => venue switch
    {
        _ when source.Path.EndsWith(".csv", StringComparison.Ordinal) => LeanInstruments.Parse(source),
        _ when venue.StartsWith("/coinbase", StringComparison.Ordinal) => CoinbaseInstruments.Parse(source, venue),
        _ when venue.StartsWith("/kraken", StringComparison.Ordinal) => KrakenInstruments.Parse(source, venue),
        _ => BinanceInstruments.Parse(source, venue),
    };
}
