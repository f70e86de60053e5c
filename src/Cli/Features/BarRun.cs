using System.Globalization;
using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Adds the trades of a feed up into bars, as a run does, and writes one CSV a venue and symbol: what models are trained on.</summary>
internal static class BarRun
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    public static int Run(Terminal terminal, string spec, string length, string folder)
    {
        long lengthNs = LengthOf(length);
        DiagnosticBag diagnostics = new();
        using IMarketFeed? feed = FeedSpec.Parse(spec, diagnostics)?.Open(diagnostics);
        if (!DiagnosticPrinter.Print(terminal, diagnostics.ToSorted(), json: false) || feed is null)
        {
            return ExitCode.WrongInput;
        }

        Directory.CreateDirectory(folder);
        SortedDictionary<string, BarFile> files = new(StringComparer.Ordinal);
        try
        {
            while (feed.TryNext(out MarketEvent marketEvent))
            {
                if (marketEvent.Kind == MarketEventKind.Trade)
                {
                    FileOf(files, folder, marketEvent, lengthNs).Add(marketEvent);
                }
            }
        }
        finally
        {
            foreach (BarFile file in files.Values)
            {
                file.Dispose();
            }
        }

        foreach ((string name, BarFile file) in files)
        {
            terminal.Out.WriteLine($"{Path.Combine(folder, name)}: {file.Bars} bars");
        }

        return ExitCode.Fine;
    }

    /// <summary>As in a call, so that the two cannot differ.</summary>
    private static long LengthOf(string length) =>
        FeatureCall.TryParse($"roc(1, {length})", out FeatureCall? call, out _) && call.BarLengthNs % NanosecondsPerMillisecond == 0
            ? call.BarLengthNs
            : throw new WrongCallException($"--length is the length of a bar such as 1s or 5m, in whole milliseconds, not '{length}'");

    private static BarFile FileOf(SortedDictionary<string, BarFile> files, string folder, in MarketEvent marketEvent, long lengthNs)
    {
        string name = $"{marketEvent.Venue.TrimStart('/')}_{marketEvent.Symbol.Replace('/', '-')}.csv";
        if (!files.TryGetValue(name, out BarFile? file))
        {
            file = new BarFile(Path.Combine(folder, name), lengthNs);
            files.Add(name, file);
        }

        return file;
    }

    /// <summary>One instrument's bars on their way to a file; the bar that is open at the end is no bar.</summary>
    private sealed class BarFile : IDisposable
    {
        private readonly BarBuilder _builder;
        private readonly StreamWriter _writer;

        public BarFile(string path, long lengthNs)
        {
            _builder = new BarBuilder(lengthNs);
            _writer = new StreamWriter(path) { NewLine = "\n" };
            _writer.WriteLine("ts_ms,open,high,low,close,volume");
        }

        public long Bars { get; private set; }

        public void Add(in MarketEvent trade)
        {
            if (_builder.Add(trade.Time, trade.Trade.Price, trade.Trade.Size, out Bar closed))
            {
                Bars++;
                long opened = closed.OpenTime.Nanoseconds / NanosecondsPerMillisecond;
                _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{opened},{closed.Open},{closed.High},{closed.Low},{closed.Close},{closed.Volume}"));
            }
        }

        public void Dispose() => _writer.Dispose();
    }
}
