using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>Times the ensembles that run, on rows made of their training's middle values.</summary>
internal sealed class ModelBench(Terminal terminal, int scores, bool json)
{
    private const int Symbols = 20;

    public int Run(string folder)
    {
        ModelRegistry registry = ModelRegistry.Load(folder);
        foreach (RegistryEntry entry in registry.Entries.Where(static e => e.Active is not null))
        {
            DiagnosticBag diagnostics = new();
            RegistryVersion version = registry.Find(entry.Name, null);
            Measure(ModelEnsemble.Load(registry.PathOf(version), version.Sha256, new ModelOptions(), diagnostics), diagnostics);
        }

        return ExitCode.Fine;
    }

    private void Measure(ModelEnsemble ensemble, DiagnosticBag diagnostics)
    {
        using EnsembleScorer one = ensemble.CreateScorer(1, diagnostics), many = ensemble.CreateScorer(Symbols, diagnostics);
        float[] windows = Windows(ensemble.Manifest, Symbols), first = windows[..(windows.Length / Symbols)];
        int[] regimes = [.. Enumerable.Range(0, Symbols).Select(static i => i % RegimeNames.All.Length)], regime = [0];
        EnsembleScore[] single = [one.NewScore()], all = [.. regimes.Select(_ => many.NewScore())];
        Report(ensemble, "ensemble", i =>
        {
            regime[0] = i % RegimeNames.All.Length;
            one.TryScore(first, regime, single);
        });
        for (int m = 0; m < ensemble.Manifest.Members.Length; m++)
        {
            int member = m;
            Report(ensemble, ensemble.Manifest.Members[m].Name, i =>
            {
                regime[0] = i % RegimeNames.All.Length;
                one.RunMember(member, first, regime);
            });
        }

        many.Warm();
        Report(ensemble, $"{Symbols} symbols", _ => many.TryScore(windows, regimes, all));
        MeasureDesk(ensemble, windows, regimes, diagnostics);
    }

    /// <summary>As a run scores: asked on one thread, scored on another, taken on the first. The very first score is shown by itself.</summary>
    private void MeasureDesk(ModelEnsemble ensemble, float[] windows, int[] regimes, DiagnosticBag diagnostics)
    {
        using ScoringDesk desk = new(ensemble, TimeProvider.System, diagnostics);
        int length = windows.Length / Symbols;
        ScoringSeat[] seats = [.. regimes.Select(_ => desk.NewSeat())];
        void Round(int _)
        {
            for (int s = 0; s < seats.Length; s++)
            {
                windows.AsSpan(s * length, length).CopyTo(seats[s].Rows);
                seats[s].Regime = regimes[s];
                seats[s].AskLater();
            }

            desk.Send();
            foreach (ScoringSeat seat in seats)
            {
                desk.Wait(seat);
                seat.Release();
            }
        }

        long started = Stopwatch.GetTimestamp();
        Round(0);
        double first = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        Tell(ensemble, $"{Symbols}, first", 1, [first], 0);
        Report(ensemble, $"{Symbols} at desk", Round);
    }

    private void Report(ModelEnsemble ensemble, string what, Action<int> score)
    {
        double[] micros = new double[scores];
        for (int i = 0; i < Math.Min(scores, 500); i++)
        {
            score(i);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < scores; i++)
        {
            long started = Stopwatch.GetTimestamp();
            score(i);
            micros[i] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }

        Tell(ensemble, what, scores, micros, (double)(GC.GetAllocatedBytesForCurrentThread() - before) / scores);
    }

    private void Tell(ModelEnsemble ensemble, string what, int times, double[] micros, double bytes)
    {
        Array.Sort(micros);
        double At(double share) => micros[(int)(share * (times - 1))];
        terminal.Out.WriteLine(json
            ? JsonSerializer.Serialize(new { ensemble = ensemble.Manifest.Name, version = ensemble.Manifest.Version, what, scores = times, p50Us = At(0.5), p99Us = At(0.99), maxUs = micros[^1], bytes })
            : string.Create(CultureInfo.InvariantCulture, $"{ensemble.Manifest.Name,-9} {what,-12} p50 {At(0.5),8:F1} us  p99 {At(0.99),8:F1} us  max {micros[^1],9:F1} us  {bytes:F1} bytes"));
    }

    private static float[] Windows(EnsembleManifest manifest, int count)
    {
        float[] rows = new float[count * manifest.Window * manifest.Features.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = (float)manifest.Reference.Features[i % manifest.Features.Length][2 + (i / 7 % 7)];
        }

        return rows;
    }
}
