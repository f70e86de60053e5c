namespace CryptoScalp.Rules.Features.Tests;

/// <summary>An independent oracle: the weights, summing to one, of least variance among those with a given gain, by elimination and active sets.</summary>
internal static class LeastVariance
{
    /// <summary>Proportional to the inverse covariance times the gains.</summary>
    public static double[] Free(double[,] covariance, double[] gains) => Scaled(Solve(covariance, gains, [.. Enumerable.Range(0, gains.Length)]));

    /// <summary>The same without short positions: assets leave while their weight is negative and come back while they would lessen the variance.</summary>
    public static double[] LongOnly(double[,] covariance, double[] gains)
    {
        double[] weights = new double[gains.Length];
        SortedSet<int> held = [];
        while (Missing(covariance, gains, weights) is { } missing)
        {
            held.Add(missing);
            weights = Held(covariance, gains, weights, held);
        }

        return Scaled(weights);
    }

    /// <summary>The step of Lawson and Hanson: towards the solution on the held assets, stopping where one reaches zero.</summary>
    private static double[] Held(double[,] covariance, double[] gains, double[] weights, SortedSet<int> held)
    {
        while (true)
        {
            double[] wanted = Solve(covariance, gains, [.. held]);
            double share = held.Where(a => wanted[a] <= 0).Select(a => weights[a] / (weights[a] - wanted[a])).DefaultIfEmpty(1).Min();
            weights = [.. weights.Select((w, a) => held.Contains(a) ? w + (share * (wanted[a] - w)) : 0)];
            if (share >= 1)
            {
                return weights;
            }

            held.RemoveWhere(a => weights[a] <= 1e-14);
        }
    }

    private static int? Missing(double[,] covariance, double[] gains, double[] weights)
    {
        double[] slack = [.. gains.Select((g, a) => g - weights.Select((w, b) => w * covariance[a, b]).Sum())];
        int best = Array.IndexOf(slack, slack.Max());
        return slack[best] > 1e-10 && weights[best] == 0 ? best : null;
    }

    private static double[] Solve(double[,] covariance, double[] gains, int[] held)
    {
        int count = held.Length;
        double[][] rows = [.. held.Select(a => held.Select(b => covariance[a, b]).Append(gains[a]).ToArray())];
        for (int pivot = 0; pivot < count; pivot++)
        {
            for (int row = 0; row < count; row++)
            {
                double factor = row == pivot ? 0 : rows[row][pivot] / rows[pivot][pivot];
                for (int c = 0; c <= count; c++)
                {
                    rows[row][c] -= factor * rows[pivot][c];
                }
            }
        }

        double[] solution = new double[gains.Length];
        for (int i = 0; i < count; i++)
        {
            solution[held[i]] = rows[i][count] / rows[i][i];
        }

        return solution;
    }

    private static double[] Scaled(double[] weights) => [.. weights.Select(w => w / weights.Sum())];
}
