namespace CryptoScalp.Rules.Features.Tests;

public class FeatureSelectionTests
{
    [Fact]
    public void What_makes_the_label_is_chosen_repeats_and_noise_are_not()
    {
        Random random = new(51);
        double[][] columns = [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Range(0, 800).Select(_ => random.NextDouble()).ToArray())];
        double[] label = [.. Enumerable.Range(0, 800).Select(i => (2 * columns[0][i]) - columns[1][i] + (0.3 * random.NextDouble()))];
        columns[2] = [.. columns[0].Select(v => (3 * v) + (0.01 * random.NextDouble()))];
        columns[5] = new double[800];
        SelectionReport report = FeatureSelection.Run(["a", "b", "a again", "noise", "more noise", "constant"], columns, label);

        Assert.Equal(["a", "b"], report.Features.Where(static f => f.IsChosen).Select(static f => f.Name));
        Assert.Equal("a", report.Features[2].SameAs);
        Assert.True(double.IsNaN(report.Features[5].Importance) && !report.Features[5].IsChosen);
        Assert.InRange(report.ExplainedVariance, 0.95, 1);
        Assert.True(report.Features[0].MutualInformation > 10 * report.Features[3].MutualInformation);
        SelectionReport again = FeatureSelection.Run(["a", "b", "a again", "noise", "more noise", "constant"], columns, label);
        Assert.Equal(report.Features.Select(static f => f.ToString()), again.Features.Select(static f => f.ToString()));
    }

    [Fact]
    public void Mutual_information_of_a_series_with_itself_is_the_entropy_of_its_bins()
    {
        double[] values = [.. Enumerable.Range(0, 1_000).Select(static i => (double)i)];
        Assert.Equal(Math.Log(10), MutualInformation.Of(values, values), 0.01);
        Assert.Equal(0, MutualInformation.Of(values, new double[1_000]), 1e-12);
    }

    [Fact]
    public void A_table_that_proves_nothing_is_refused_in_words()
    {
        Assert.StartsWith("only 2 rows have every number", Assert.Throws<ArgumentException>(() => FeatureSelection.Run(["a"], [[1, 2, double.NaN]], [1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.StartsWith("the label is the same", Assert.Throws<ArgumentException>(() => FeatureSelection.Run(["a"], [[.. Enumerable.Range(0, 60).Select(static i => (double)i)]], new double[60])).Message, StringComparison.Ordinal);
        Assert.StartsWith("every feature needs a name", Assert.Throws<ArgumentException>(() => FeatureSelection.Run(["a"], [[1]], [1, 2])).Message, StringComparison.Ordinal);
    }
}
