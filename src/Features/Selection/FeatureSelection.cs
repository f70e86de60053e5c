using System.Collections.Immutable;

namespace CryptoScalp.Rules.Features;

/// <summary>Which features tell something of a label that the others do not.</summary>
/// <remarks>
/// In order: a feature that correlates above 0.95 with an earlier one repeats it and is dropped (the founding document's pruning); the mutual information of each with
/// the label is reported; a ridge regression is fitted to the first 70 % of the rows, and each feature is shuffled in the rest: it is chosen when that costs
/// more explained variance than shuffling any of five columns of noise does (L. Breiman 2001; the probes as in M. Kursa and W. Rudnicki, Boruta, 2010).
/// The noise and the shuffles are a fixed sequence, so the same rows give the same report. Rows are taken to be in order of time.
/// </remarks>
public static class FeatureSelection
{
    /// <summary>Fewer complete rows prove nothing.</summary>
    public const int FewestRows = 50;

    /// <summary>The most features at once.</summary>
    public const int MostFeatures = 500;

    private const double RepeatLimit = 0.95;
    private const double TrainingShare = 0.7;
    private const int Probes = 5;

    /// <param name="names">One for each column.</param>
    /// <param name="columns">Of equal lengths; NaN is missing.</param>
    /// <param name="label">What is to be foretold; as long.</param>
    /// <exception cref="ArgumentException">Lengths differ, too few complete rows, too many features, or a label that does not vary.</exception>
    public static SelectionReport Run(IReadOnlyList<string> names, IReadOnlyList<double[]> columns, double[] label)
    {
        Check(names, columns, label);
        int[] rows = [.. Enumerable.Range(0, label.Length).Where(r => double.IsFinite(label[r]) && columns.All(c => double.IsFinite(c[r])))];
        double[] target = Pick(label, rows);
        if (rows.Length < FewestRows || !Varies(target))
        {
            throw new ArgumentException(rows.Length < FewestRows ? $"only {rows.Length} rows have every number; {FewestRows} are needed" : "the label is the same in every row");
        }

        double[][] complete = [.. columns.Select(c => Pick(c, rows))];
        string?[] sameAs = Repeats(names, complete);
        return Report(names, complete, target, sameAs);
    }

    private static SelectionReport Report(IReadOnlyList<string> names, double[][] columns, double[] target, string?[] sameAs)
    {
        SplitMix random = new(1);
        int[] tried = [.. Enumerable.Range(0, columns.Length).Where(i => sameAs[i] is null && Varies(columns[i]))];
        double[][] probes = [.. Enumerable.Range(0, Probes).Select(_ => Noise(random, target.Length))];
        RidgeModel model = RidgeModel.Fit([.. tried.Select(i => columns[i]), .. probes], target, (int)(target.Length * TrainingShare));
        double[] importances = [.. Enumerable.Range(0, tried.Length + Probes).Select(i => model.LossWithout(i, random))];
        double noise = importances[tried.Length..].Max();
        ImmutableArray<SelectedFeature> features =
        [
            .. columns.Select((column, i) =>
            {
                int place = Array.IndexOf(tried, i);
                double importance = place < 0 ? double.NaN : importances[place];
                return new SelectedFeature(
                    names[i], SegmentStatistics.Correlation(column, target), MutualInformation.Of(column, target), importance, sameAs[i], importance > Math.Max(noise, 0));
            }),
        ];
        return new SelectionReport(features, target.Length, model.ExplainedVariance, noise);
    }

    private static string?[] Repeats(IReadOnlyList<string> names, double[][] columns)
    {
        string?[] sameAs = new string?[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            int earlier = Enumerable.Range(0, i).FirstOrDefault(j => sameAs[j] is null && Math.Abs(SegmentStatistics.Correlation(columns[i], columns[j])) > RepeatLimit, -1);
            sameAs[i] = earlier < 0 ? null : names[earlier];
        }

        return sameAs;
    }

    private static void Check(IReadOnlyList<string> names, IReadOnlyList<double[]> columns, double[] label)
    {
        if (names.Count != columns.Count || columns.Any(c => c.Length != label.Length))
        {
            throw new ArgumentException("every feature needs a name and as many rows as the label");
        }

        if (columns.Count is 0 or > MostFeatures)
        {
            throw new ArgumentException($"a selection takes 1 to {MostFeatures} features, not {columns.Count}");
        }
    }

    private static bool Varies(double[] values) => Array.Exists(values, v => v != values[0]);

    private static double[] Pick(double[] values, int[] rows) => Array.ConvertAll(rows, r => values[r]);

    private static double[] Noise(SplitMix random, int count)
    {
        double[] noise = new double[count];
        for (int i = 0; i < count; i++)
        {
            noise[i] = random.NextDouble();
        }

        return noise;
    }
}
