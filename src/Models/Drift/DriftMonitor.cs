namespace CryptoScalp.Rules.Models;

/// <summary>Drift of every feature and of the score of one ensemble, over all its symbols. Single-threaded; an update allocates nothing.</summary>
public sealed class DriftMonitor
{
    /// <summary>Rows that count.</summary>
    public const int DefaultWindow = 500;

    private readonly BinnedDrift[] _features;

    public DriftMonitor(EnsembleManifest manifest, int window = DefaultWindow)
    {
        _features = [.. manifest.Reference.Features.Select(e => new BinnedDrift(e, window))];
        Score = new BinnedDrift(manifest.Reference.Score, window);
    }

    /// <summary>Of P(up) less P(down).</summary>
    public BinnedDrift Score { get; }

    /// <summary>In the order of the manifest.</summary>
    public ReadOnlySpan<BinnedDrift> Features => _features;

    /// <summary>Rows taken in so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Takes a finite row in.</summary>
    public void AddRow(ReadOnlySpan<float> row)
    {
        Rows++;
        for (int i = 0; i < _features.Length; i++)
        {
            _features[i].Add(row[i]);
        }
    }
}
