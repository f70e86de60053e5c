namespace CryptoScalp.Rules.Features.Tests;

/// <summary>Feeds one history to the streaming kernels and to the batch oracle, and holds them against each other.</summary>
internal sealed class FeatureComparison
{
    private readonly FeatureSet _streaming = new("/test", "BTCUSDT");
    private readonly BatchFeatures _batch = new();
    private readonly double[] _row = new double[FeatureSchema.Default.Count];

    public long PresentValues { get; private set; }

    public void Apply(MarketUpdate update)
    {
        update.ApplyTo(_streaming);
        _batch.Add(update);
    }

    /// <summary>Presence must agree exactly, values to 1e-12 relative to the larger of 1 and the value.</summary>
    public void Compare(string context)
    {
        _streaming.Read(_row);
        for (int i = 0; i < _row.Length; i++)
        {
            string name = FeatureSchema.Default.Features[i].Name;
            double expected = _batch.Of(name);
            double actual = _row[i];
            bool agrees = double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(actual - expected) <= 1e-12 * Math.Max(1, Math.Abs(expected));
            Assert.True(agrees, $"{context}, row {_streaming.RowId}: {name} is {actual:R} streaming but {expected:R} in batch");
            PresentValues += double.IsNaN(actual) ? 0 : 1;
        }
    }

    public IEnumerable<string> PresentNames()
    {
        _streaming.Read(_row);
        return FeatureSchema.Default.Features.Where((_, i) => !double.IsNaN(_row[i])).Select(static f => f.Name);
    }
}
