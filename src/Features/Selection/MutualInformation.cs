namespace CryptoScalp.Rules.Features;

/// <summary>How much one series tells of another, in nats, over ten bins of equal counts; a plug-in estimate less its bias of chance (Miller and Madow 1955), at least 0.</summary>
internal static class MutualInformation
{
    private const int Bins = 10;

    public static double Of(double[] xs, double[] ys)
    {
        int[] x = BinsOf(xs);
        int[] y = BinsOf(ys);
        double[,] joint = new double[Bins, Bins];
        double[] ofX = new double[Bins];
        double[] ofY = new double[Bins];
        for (int i = 0; i < x.Length; i++)
        {
            joint[x[i], y[i]]++;
            ofX[x[i]]++;
            ofY[y[i]]++;
        }

        (double sum, int cells) = (0, 0);
        foreach ((int a, int b) in Enumerable.Range(0, Bins).SelectMany(static a => Enumerable.Range(0, Bins).Select(b => (a, b))))
        {
            double count = joint[a, b];
            sum += count == 0 ? 0 : count / x.Length * Math.Log(count * x.Length / (ofX[a] * ofY[b]));
            cells += count == 0 ? 0 : 1;
        }

        int free = cells - ofX.Count(static c => c > 0) - ofY.Count(static c => c > 0) + 1;
        return Math.Max(0, sum - (free / (2.0 * x.Length)));
    }

    /// <summary>Equal values share a bin: that of the first of them.</summary>
    private static int[] BinsOf(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        int[] bins = new int[values.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            bool tied = rank > 0 && values[order[rank]] == values[order[rank - 1]];
            bins[order[rank]] = tied ? bins[order[rank - 1]] : rank * Bins / order.Length;
        }

        return bins;
    }
}
