namespace CryptoScalp.Rules.Models;

/// <summary>Intervals by resampling blocks of neighbours (Künsch, 1989). Seeded: the same samples give the same interval.</summary>
internal sealed class MovingBlocks(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The figure of all samples, and the middle 95 % of it over resamples.</summary>
    public Figure Interval<T>(T[] samples, int block, int resamples, Func<T[], double> figure)
    {
        double[] found = new double[resamples];
        T[] part = new T[samples.Length];
        for (int r = 0; r < resamples; r++)
        {
            for (int at = 0; at < part.Length; at += block)
            {
                int length = Math.Min(block, part.Length - at), last = Math.Max(1, samples.Length - length + 1);
                Array.Copy(samples, (int)(Next() % (ulong)last), part, at, length);
            }

            found[r] = figure(part);
        }

        double[] known = [.. found.Where(double.IsFinite).Order()];
        return known.Length < resamples / 2
            ? new Figure(figure(samples), double.NaN, double.NaN)
            : new Figure(figure(samples), known[(int)(0.025 * (known.Length - 1))], known[(int)(0.975 * (known.Length - 1))]);
    }

    /// <summary>SplitMix64: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (2014).</summary>
    private ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
