using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Which feed to open, as written on the command line.</summary>
/// <remarks>
/// <c>replay:FILE[?venue=/binance_spot&amp;symbol=BTCUSDT]</c>, <c>bars:FILE[?venue=/coinbase&amp;symbol=BTCUSD&amp;interval=1m]</c>,
/// <c>funding:FILE[?venue=/binance_usdm&amp;symbol=BTCUSDT]</c>, <c>sim:SEED[?seconds=300]</c>, where SEED is 0 to 18446744073709551615.
/// </remarks>
public sealed class FeedSpec
{
    private readonly CaptureOptions _capture;
    private readonly BarCsvOptions _bars;

    private FeedSpec(string text, FeedKind kind, string path, ulong seed, FeedOptionReader options)
    {
        Text = text;
        Kind = kind;
        Path = path;
        string? venue = options.Venue(), symbol = options.Symbol();
        _capture = new CaptureOptions { Venue = venue, Symbol = symbol };
        _bars = new BarCsvOptions { Venue = venue ?? Venues.Bars, Symbol = symbol, LengthNs = options.Interval() };
        Simulation = new SimulatorOptions { Seed = seed, Seconds = options.Seconds() };
    }

    /// <summary>The specification as written.</summary>
    public string Text { get; }

    /// <summary>Its scheme.</summary>
    public FeedKind Kind { get; }

    /// <summary>The file; empty for a simulation.</summary>
    public string Path { get; }

    /// <summary>The simulation's options; the defaults for other kinds.</summary>
    public SimulatorOptions Simulation { get; }

    /// <summary>Null, with an error in <paramref name="diagnostics"/>, when the text is no specification. Opens nothing.</summary>
    public static FeedSpec? Parse(string text, DiagnosticBag diagnostics)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string scheme = colon < 0 ? "" : text[..colon];
        (string body, string options) = SplitOptions(text[(colon + 1)..]);
        if (body.Length == 0 || scheme is not ("replay" or "bars" or "funding" or "sim"))
        {
            diagnostics.Add(Diagnostic.Create(MarketDataDiagnostics.UnknownFeed, null, text));
            return null;
        }

        FeedSpec? spec = Parse(text, scheme, body, options, out string? problem);
        if (problem is not null)
        {
            diagnostics.Add(Diagnostic.Create(MarketDataDiagnostics.BadOption, null, text, problem));
        }

        return spec;
    }

    /// <summary>Opens the feed. Null, with an error in <paramref name="diagnostics"/>, when the file is missing, a folder, unreadable or of another format.</summary>
    public IMarketFeed? Open(DiagnosticBag diagnostics)
    {
        if (Kind == FeedKind.Simulation)
        {
            return new MarketSimulator(Simulation);
        }

        try
        {
            if (ProblemOfFile() is { } problem)
            {
                diagnostics.Add(Diagnostic.Create(MarketDataDiagnostics.NoFile, null, Text, problem));
                return null;
            }

            return Kind switch
            {
                FeedKind.Replay => CaptureReader.Open(Path, _capture),
                FeedKind.Funding => OpenFunding(diagnostics),
                _ => OpenBars(diagnostics),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Diagnostic.Create(MarketDataDiagnostics.NoFile, null, Text, e.Message));
            return null;
        }
    }

    private static FeedSpec? Parse(string text, string scheme, string body, string options, out string? problem)
    {
        ulong seed = 0;
        if (scheme == "sim" && !ulong.TryParse(body, NumberStyles.None, CultureInfo.InvariantCulture, out seed))
        {
            problem = $"seed '{body}' is not a whole number from 0 to 18446744073709551615";
            return null;
        }

        (FeedKind kind, string[] allowed) = scheme switch
        {
            "replay" => (FeedKind.Replay, new[] { "venue", "symbol" }),
            "bars" => (FeedKind.Bars, ["venue", "symbol", "interval"]),
            "funding" => (FeedKind.Funding, ["venue", "symbol"]),
            _ => (FeedKind.Simulation, ["seconds"]),
        };
        FeedOptionReader reader = new(options, allowed);
        FeedSpec spec = new(text, kind, kind == FeedKind.Simulation ? "" : body, seed, reader);
        problem = reader.Problem;
        return problem is null ? spec : null;
    }

    /// <summary>File names may hold a question mark; options are what follows the last one, if it reads like options.</summary>
    private static (string Body, string Options) SplitOptions(string text)
    {
        int mark = text.LastIndexOf('?');
        return mark >= 0 && FeedOptionReader.LooksLikeOptions(text[(mark + 1)..]) ? (text[..mark], text[(mark + 1)..]) : (text, "");
    }

    private string? ProblemOfFile()
    {
        return Directory.Exists(Path) ? $"'{Path}' is a folder; name a file in it"
            : !File.Exists(Path) ? $"there is no file '{Path}'"
            : !CanSeek(Path) ? $"'{Path}' is a pipe, and a feed is read from its start more than once; write it to a file first"
            : null;
    }

    private static bool CanSeek(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
        return file.CanSeek;
    }

    private FundingCsvReader? OpenFunding(DiagnosticBag diagnostics)
    {
        FundingCsvReader? reader = FundingCsvReader.TryOpen(Path, _bars.Venue, _bars.Symbol, out string? problem);
        if (problem is not null)
        {
            diagnostics.Add(Diagnostic.Create(MarketDataDiagnostics.NotFunding, null, Path, problem));
        }

        return reader;
    }

    private BarCsvReader? OpenBars(DiagnosticBag diagnostics)
    {
        BarCsvReader? reader = BarCsvReader.TryOpen(Path, _bars, out string? problem);
        if (problem is not null)
        {
            diagnostics.Add(Diagnostic.Create(MarketDataDiagnostics.NotBars, null, Path, problem));
        }

        return reader;
    }
}
