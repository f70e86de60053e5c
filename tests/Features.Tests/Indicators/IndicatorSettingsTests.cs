namespace CryptoScalp.Rules.Features.Tests;

public class IndicatorSettingsTests
{
    public static TheoryData<string> Names => [.. IndicatorTable.All.Select(static d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_first_value_comes_after_the_lookback_in_every_mode(string name)
    {
        IndicatorDefinition definition = IndicatorTable.Find(name)!;
        IndicatorBar[] bars = Bars.For(name, Bars.Random(400, seed: 11));
        foreach (IndicatorSettings settings in (IndicatorSettings[])[Unstable(IndicatorCompatibility.Default), Unstable(IndicatorCompatibility.Metastock)])
        {
            Indicator indicator = definition.Create(settings);
            int first = Array.FindIndex(bars, bar => { indicator.Update(bar); return !double.IsNaN(indicator.Value); });
            Assert.Equal(definition.Lookback(settings), first);
        }
    }

    [Fact]
    public void An_unstable_period_withholds_values_and_changes_none_of_a_plain_average()
    {
        IndicatorDefinition ema = IndicatorTable.Find("EMA")!;
        Indicator plain = ema.Create();
        Indicator patient = ema.Create(IndicatorSettings.Default.WithUnstablePeriod("ema", 25));
        foreach (IndicatorBar bar in Bars.Random(100, seed: 12))
        {
            plain.Update(bar);
            patient.Update(bar);
            Assert.True(double.IsNaN(patient.Value) || patient.Value == plain.Value);
        }

        Assert.Equal(plain.Value, patient.Value);
    }

    [Fact]
    public void Metastock_s_average_begins_with_the_first_value()
    {
        Indicator ema = IndicatorTable.Find("EMA")!.Create(IndicatorSettings.Default.With(IndicatorCompatibility.Metastock), new KeyValuePair<string, double>("timeperiod", 3));
        List<double> values = [];
        for (int i = 0; i < 5; i++)
        {
            ema.Update(IndicatorBar.OfValue(i));
            values.Add(ema.Value);
        }

        Assert.Equal([double.NaN, double.NaN, 1.25, 2.125, 3.0625], values);
    }

    [Fact]
    public void A_setting_that_means_nothing_is_refused_in_words()
    {
        Assert.StartsWith("SMA has no unstable period", Assert.Throws<ArgumentException>(() => IndicatorSettings.Default.WithUnstablePeriod("SMA", 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("the unstable period of RSI is -1; it must be from 0 to 100000 bars", Assert.Throws<ArgumentException>(() => IndicatorSettings.Default.WithUnstablePeriod("RSI", -1)).Message, StringComparison.Ordinal);
    }

    private static IndicatorSettings Unstable(IndicatorCompatibility mode) =>
        IndicatorTable.All.Where(static d => d.HasUnstablePeriod).Aggregate(IndicatorSettings.Default.With(mode), static (s, d) => s.WithUnstablePeriod(d.Name, 7));
}
