namespace CryptoScalp.Rules.Models;

/// <summary>Runs all members of an ensemble on some windows at a time and joins what they say. Once warm it allocates nothing. Single-threaded.</summary>
/// <remarks>
/// The members' probabilities are averaged with the weights of each regime, weighted by that regime's chance, then calibrated. Trees are those of the
/// regime that holds. Probabilities are rounded to <see cref="Decimals"/> digits, so that the last bits of a processor's arithmetic rarely show.
/// </remarks>
public sealed class EnsembleScorer : IDisposable
{
    /// <summary>Digits after the point that a score keeps.</summary>
    public const int Decimals = 6;

    private readonly EnsembleManifest _manifest;
    private readonly MemberRunner[] _members;
    private readonly IModelSession _regimes;
    private readonly int _features;
    private readonly int _windowLength;

    internal EnsembleScorer(EnsembleManifest manifest, MemberRunner[] members, IModelSession regimes, int batch)
    {
        (_manifest, _members, _regimes, Batch) = (manifest, members, regimes, batch);
        _features = manifest.Features.Length;
        _windowLength = manifest.Window * _features;
    }

    /// <summary>Windows in one call, at most.</summary>
    public int Batch { get; }

    /// <summary>What it runs on, which may be another device than was asked for.</summary>
    public ModelDevice Device => _members[0].Device;

    /// <summary>A result of this ensemble's form.</summary>
    public EnsembleScore NewScore() => new(_members.Length);

    /// <summary>Scores windows, each member once for all of them.</summary>
    /// <param name="windows">Up to <see cref="Batch"/> windows behind one another: rows oldest first, each in the order of the manifest's features; all finite.</param>
    /// <param name="regimes">The regime at the newest row of each, 0 to 4.</param>
    /// <param name="scores">Receives one score a window.</param>
    /// <returns>False, with nothing written, when an input is not finite or a regime is none: there is no score of what is not known.</returns>
    public bool TryScore(ReadOnlySpan<float> windows, ReadOnlySpan<int> regimes, ReadOnlySpan<EnsembleScore> scores)
    {
        if (!AreSound(windows, regimes))
        {
            return false;
        }

        FillRegimes(windows, regimes);
        _regimes.Run(regimes.Length);
        for (int m = 0; m < _members.Length; m++)
        {
            _members[m].Run(windows, regimes);
        }

        for (int i = 0; i < regimes.Length; i++)
        {
            Join(scores[i], i, regimes[i]);
        }

        return true;
    }

    /// <summary>True where there is a score of a window: all its values are finite and the regime is one.</summary>
    public static bool IsSound(ReadOnlySpan<float> window, int regime)
    {
        foreach (float value in window)
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        return (uint)regime < RegimeNames.All.Length;
    }

    /// <summary>Runs every number of windows up to <see cref="Batch"/> once, so that no score waits for what a runtime does once for each shape.</summary>
    public void Warm()
    {
        _regimes.Warm(Batch);
        Array.ForEach(_members, m => m.Warm(Batch));
    }

    /// <summary>Runs one member alone, unchecked: to measure it.</summary>
    public void RunMember(int member, ReadOnlySpan<float> windows, ReadOnlySpan<int> regimes) => _members[member].Run(windows, regimes);

    public void Dispose()
    {
        Array.ForEach(_members, static m => m.Dispose());
        _regimes.Dispose();
    }

    private bool AreSound(ReadOnlySpan<float> windows, ReadOnlySpan<int> regimes)
    {
        if (windows.Length != regimes.Length * _windowLength || regimes.Length is 0 || regimes.Length > Batch)
        {
            return false;
        }

        for (int i = 0; i < regimes.Length; i++)
        {
            if (!IsSound(windows.Slice(i * _windowLength, _windowLength), regimes[i]))
            {
                return false;
            }
        }

        return true;
    }

    private void FillRegimes(ReadOnlySpan<float> windows, ReadOnlySpan<int> regimes)
    {
        int width = _features + RegimeNames.All.Length;
        for (int i = 0; i < regimes.Length; i++)
        {
            Span<float> row = _regimes.Input.Slice(i * width, width);
            windows.Slice(((i + 1) * _windowLength) - _features, _features).CopyTo(row);
            row[_features..].Clear();
            row[_features + regimes[i]] = 1;
        }
    }

    private void Join(EnsembleScore score, int window, int regime)
    {
        ReadOnlySpan<float> chances = _regimes.Output(0).Slice(window * RegimeNames.All.Length, RegimeNames.All.Length);
        score.Regime = regime;
        for (int r = 0; r < chances.Length; r++)
        {
            score.RegimeBuffer[r] = Rounded(chances[r]);
        }

        Average(score, window, chances);
        _manifest.Calibration.Apply(score.EnsembleBuffer);
        foreach (ref double p in score.EnsembleBuffer)
        {
            p = Rounded(p);
        }

        score.Disagreement = Rounded(Disagreement(score));
        (score.AttentionBarsAgo, score.AttentionWeight) = Attention(window);
    }

    private void Average(EnsembleScore score, int window, ReadOnlySpan<float> chances)
    {
        score.EnsembleBuffer.Clear();
        for (int m = 0; m < _members.Length; m++)
        {
            double weight = 0;
            for (int r = 0; r < chances.Length; r++)
            {
                weight += chances[r] * _manifest.Weights[r][m];
            }

            ReadOnlySpan<float> said = _members[m].Probabilities(window);
            Span<double> kept = score.MemberBuffer(m);
            for (int c = 0; c < kept.Length; c++)
            {
                score.EnsembleBuffer[c] += weight * said[c];
                kept[c] = Rounded(said[c]);
            }
        }
    }

    private double Disagreement(EnsembleScore score)
    {
        double mean = 0, squares = 0;
        for (int m = 0; m < _members.Length; m++)
        {
            mean += score.MemberScore(m) / _members.Length;
        }

        for (int m = 0; m < _members.Length; m++)
        {
            double off = score.MemberScore(m) - mean;
            squares += off * off / _members.Length;
        }

        return Math.Sqrt(squares);
    }

    private (int BarsAgo, double Weight) Attention(int window)
    {
        foreach (MemberRunner member in _members)
        {
            if (member.Attention(window) is { Length: > 0 } weights)
            {
                int top = 0;
                for (int bar = 1; bar < weights.Length; bar++)
                {
                    top = weights[bar] >= weights[top] ? bar : top;
                }

                return (weights.Length - 1 - top, Rounded(weights[top]));
            }
        }

        return (-1, 0);
    }

    private static double Rounded(double value) => Math.Round(value, Decimals);
}
