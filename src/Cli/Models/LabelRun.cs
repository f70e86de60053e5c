using System.Globalization;
using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli;

/// <summary>Writes what became of every bar of a file: the labels that models are trained on.</summary>
internal static class LabelRun
{
    public static int Run(Terminal terminal, string path, string volatility, int horizon, double costBps, string output)
    {
        if (!FeatureCall.TryParse(volatility, out FeatureCall? call, out string wrong) || call.IsOfTicks)
        {
            throw new WrongCallException($"--volatility is a feature of bars such as 'ewma_vol(20, 20)', not '{volatility}'{(wrong.Length > 0 ? $": {wrong}" : "")}");
        }

        if (horizon is < 1 or > TripleBarrier.LongestHorizon || costBps < 0)
        {
            throw new WrongCallException($"--horizon is 1 to {TripleBarrier.LongestHorizon} bars and --cost at least 0 basis points");
        }

        using BarCsvReader? bars = BarCsvReader.TryOpen(path, new BarCsvOptions { Symbol = "BARS" }, out string? problem);
        if (bars is null)
        {
            terminal.Error.WriteLine($"scalp: {path}: {problem}");
            return ExitCode.WrongInput;
        }

        LabelRow[] rows = Label(bars, new BarFeatureSet([call], FeatureSchema.Default), new TripleBarrier(horizon, costBps), horizon);
        using StreamWriter file = new(output) { NewLine = "\n" };
        file.WriteLine("ts_ms,label,long_bps,short_bps");
        foreach (LabelRow row in rows)
        {
            file.WriteLine(row.Text());
        }

        return ExitCode.Fine;
    }

    private static LabelRow[] Label(BarCsvReader bars, BarFeatureSet volatility, TripleBarrier barrier, int horizon)
    {
        List<LabelRow> rows = [];
        BarrierOutcome[] ended = new BarrierOutcome[horizon];
        while (bars.TryNext(out MarketEvent marketEvent))
        {
            if (marketEvent.Kind != MarketEventKind.Bar)
            {
                continue;
            }

            Bar bar = marketEvent.Bar;
            (double high, double low, double close) = (bar.High.ToDouble(), bar.Low.ToDouble(), bar.Close.ToDouble());
            volatility.Update(new IndicatorBar(bar.Open.ToDouble(), high, low, close, bar.Volume.ToDouble()), []);
            int count = barrier.Next(high, low, close, volatility[0], ended);
            for (int i = 0; i < count; i++)
            {
                rows[(int)ended[i].Entry] = rows[(int)ended[i].Entry] with { Outcome = ended[i] };
            }

            rows.Add(new LabelRow(bar.OpenTime.Nanoseconds / 1_000_000, null));
        }

        return [.. rows];
    }

    private readonly record struct LabelRow(long TimeMs, BarrierOutcome? Outcome)
    {
        public string Text() => Outcome is { } o
            ? string.Create(CultureInfo.InvariantCulture, $"{TimeMs},{(int)o.Class},{o.LongBps:R},{o.ShortBps:R}")
            : string.Create(CultureInfo.InvariantCulture, $"{TimeMs},,,");
    }
}
