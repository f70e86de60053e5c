using System.Collections.Immutable;
using System.Globalization;
using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Cli;

/// <summary>Streams a file of bars through indicators into a CSV.</summary>
internal static class IndicatorRun
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    public static int Run(Terminal terminal, string path, IndicatorCall[] calls, ImmutableArray<FeatureCall> combined, string? output)
    {
        if (calls.Length + combined.Length == 0)
        {
            throw new WrongCallException("say what to compute: -i 'rsi(14)', or --features features.json");
        }

        using BarCsvReader? bars = BarCsvReader.TryOpen(path, new BarCsvOptions { Symbol = "BARS" }, out string? problem);
        if (bars is null)
        {
            terminal.Error.WriteLine($"scalp: {path}: {problem}");
            return ExitCode.WrongInput;
        }

        if (output is null)
        {
            Write(bars, calls, combined, terminal.Out);
        }
        else
        {
            WriteFile(bars, calls, combined, output);
        }

        return Report(terminal, path, bars.Statistics);
    }

    /// <summary>Writes beside the file and renames, so that no failure leaves half a file.</summary>
    private static void WriteFile(BarCsvReader bars, IndicatorCall[] calls, ImmutableArray<FeatureCall> combined, string output)
    {
        string beside = output + ".tmp";
        using (StreamWriter file = new(beside) { NewLine = "\n" })
        {
            Write(bars, calls, combined, file);
        }

        File.Move(beside, output, overwrite: true);
    }

    private static void Write(BarCsvReader bars, IndicatorCall[] calls, ImmutableArray<FeatureCall> combined, TextWriter output)
    {
        Indicator[] indicators = Array.ConvertAll(calls, static c => c.Definition.Create(c.Parameters));
        BarFeatureSet features = new(combined, FeatureSchema.Default);
        output.WriteLine(string.Join(',', calls.SelectMany(static c => c.Columns()).Prepend("ts_ms").Concat(combined.Select(static c => c.Text.Replace(',', ';')))));
        while (bars.TryNext(out MarketEvent marketEvent))
        {
            if (marketEvent.Kind == MarketEventKind.Bar)
            {
                WriteRow(marketEvent.Bar, indicators, features, output);
            }
        }
    }

    private static void WriteRow(in Bar bar, Indicator[] indicators, BarFeatureSet features, TextWriter output)
    {
        IndicatorBar values = new(bar.Open.ToDouble(), bar.High.ToDouble(), bar.Low.ToDouble(), bar.Close.ToDouble(), bar.Volume.ToDouble());
        output.Write((bar.OpenTime.Nanoseconds / NanosecondsPerMillisecond).ToString(CultureInfo.InvariantCulture));
        foreach (Indicator indicator in indicators)
        {
            indicator.Update(in values);
            foreach (double value in indicator.Outputs)
            {
                WriteCell(value, output);
            }
        }

        features.Update(in values, []);
        for (int i = 0; i < features.Calls.Length; i++)
        {
            WriteCell(features[i], output);
        }

        output.WriteLine();
    }

    private static void WriteCell(double value, TextWriter output) =>
        output.Write(double.IsNaN(value) ? "," : string.Create(CultureInfo.InvariantCulture, $",{value:R}"));

    /// <summary>Rows that were no bars are named; a result with holes must not look like one without.</summary>
    private static int Report(Terminal terminal, string path, FeedStatistics statistics)
    {
        foreach ((FeedFault fault, long count, FaultExample first) in statistics.Occurred())
        {
            terminal.Error.WriteLine($"scalp: {path}: {count} rows with fault {fault}, first {first}");
        }

        return statistics.Faults == statistics.CountOf(FeedFault.RoundedNumber) ? ExitCode.Fine : ExitCode.WrongInput;
    }
}
