using System.Globalization;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Percentiles of measured times in one line.</summary>
internal static class Latency
{
    /// <param name="name">Of what.</param>
    /// <param name="all">Milliseconds, in the order measured.</param>
    /// <param name="first">The very first, where it is not among those; null when it is.</param>
    public static string Line(string name, IReadOnlyList<double> all, double? first = null)
    {
        double[] sorted = [.. all.Order()];
        double At(double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-14} {sorted.Length,9:N0} answers   p50 {At(0.5):0.000} ms  p90 {At(0.9):0.000} ms  p99 {At(0.99):0.000} ms  p99.9 {At(0.999):0.000} ms  max {At(1):0.000} ms  first {first ?? (all.Count == 0 ? double.NaN : all[0]):0.000} ms");
    }
}
