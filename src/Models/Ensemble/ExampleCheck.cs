using System.Globalization;
using System.Text.Json;

namespace CryptoScalp.Rules.Models;

/// <summary>Holds a loaded ensemble to the numbers that its training wrote down: the export, the runtime and our joining all have to be right.</summary>
internal static class ExampleCheck
{
    /// <exception cref="ModelException">CSR6208, or CSR6209 where the examples are not formed as they should be.</exception>
    public static void Run(EnsembleManifest manifest, EnsembleScorer scorer, JsonElement examples)
    {
        try
        {
            JsonElement rows = examples.GetProperty("rows");
            if (rows.GetArrayLength() == 0)
            {
                throw new FormatException("there is no example, so nothing shows that the models give what their training saw");
            }

            EnsembleScore score = scorer.NewScore();
            for (int i = 0; i < rows.GetArrayLength(); i++)
            {
                float[] window = [.. rows[i].EnumerateArray().SelectMany(static r => r.EnumerateArray()).Select(static v => v.GetSingle())];
                if (!scorer.TryScore(window, [examples.GetProperty("regime")[i].GetInt32()], [score]))
                {
                    throw new FormatException($"example {i} is no row that can be scored");
                }

                Compare(manifest, examples, i, score);
            }
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new ModelException(ModelDiagnostics.BadManifest, e, manifest.Examples.Name, e.Message);
        }
    }

    private static void Compare(EnsembleManifest manifest, JsonElement examples, int example, EnsembleScore score)
    {
        for (int m = 0; m < manifest.Members.Length; m++)
        {
            Compare(manifest, manifest.Members[m].Name, example, score.Member(m), examples.GetProperty(manifest.Members[m].Name)[example]);
        }

        Compare(manifest, "regime", example, score.Regimes, examples.GetProperty("regimeProbabilities")[example]);
        Compare(manifest, "ensemble", example, score.Probabilities, examples.GetProperty("ensemble")[example]);
    }

    private static void Compare(EnsembleManifest manifest, string member, int example, ReadOnlySpan<double> given, JsonElement wanted)
    {
        for (int i = 0; i < given.Length; i++)
        {
            double should = wanted[i].GetDouble();
            if (Math.Abs(given[i] - should) > ModelEnsemble.ExampleTolerance)
            {
                throw new ModelException(
                    ModelDiagnostics.WrongExamples, null, $"{manifest.Name}/{member}", given[i].ToString("R", CultureInfo.InvariantCulture), example, should.ToString("R", CultureInfo.InvariantCulture));
            }
        }
    }
}
