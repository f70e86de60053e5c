namespace CryptoScalp.Rules.Features;

/// <summary>A linear model with a small penalty, fitted to the first rows and judged by the rest.</summary>
internal sealed class RidgeModel
{
    /// <summary>Of the rows, in standardised units: enough to keep near-repeats apart, too little to matter otherwise.</summary>
    private const double Penalty = 1e-3;

    private readonly double[][] _columns;
    private readonly double[] _target;
    private readonly double[] _weights;
    private readonly int _trained;

    private RidgeModel(double[][] columns, double[] target, double[] weights, int trained)
    {
        (_columns, _target, _weights, _trained) = (columns, target, weights, trained);
        ExplainedVariance = Score(Predict(-1, null));
    }

    /// <summary>R² on the rows that the model has not seen.</summary>
    public double ExplainedVariance { get; }

    public static RidgeModel Fit(double[][] columns, double[] target, int trained)
    {
        double[][] standard = [.. columns.Select(c => Standardise(c, trained))];
        double[] goal = Standardise(target, trained);
        int n = standard.Length;
        double[,] equations = new double[n, n + 1];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                equations[i, j] = Dot(standard[i], standard[j], trained) + (i == j ? Penalty * trained : 0);
            }

            equations[i, n] = Dot(standard[i], goal, trained);
        }

        return new RidgeModel(standard, goal, Solve(equations), trained);
    }

    /// <summary>How much explained variance is lost when a column of the unseen rows is shuffled.</summary>
    public double LossWithout(int column, SplitMix random)
    {
        double[] shuffled = _columns[column][_trained..];
        random.Shuffle(shuffled);
        return ExplainedVariance - Score(Predict(column, shuffled));
    }

    private double[] Predict(int replaced, double[]? by)
    {
        double[] predicted = new double[_target.Length - _trained];
        for (int i = 0; i < _columns.Length; i++)
        {
            for (int r = 0; r < predicted.Length; r++)
            {
                predicted[r] += _weights[i] * (i == replaced ? by![r] : _columns[i][_trained + r]);
            }
        }

        return predicted;
    }

    private double Score(double[] predicted)
    {
        double mean = _target.AsSpan(_trained).ToArray().Average();
        (double left, double all) = (0, 0);
        for (int r = 0; r < predicted.Length; r++)
        {
            double actual = _target[_trained + r];
            left += (actual - predicted[r]) * (actual - predicted[r]);
            all += (actual - mean) * (actual - mean);
        }

        return all > 0 ? 1 - (left / all) : 0;
    }

    /// <summary>By the mean and deviation of the rows trained on, so that nothing is learnt from the others.</summary>
    private static double[] Standardise(double[] values, int trained)
    {
        double mean = values.Take(trained).Average();
        double deviation = Math.Sqrt(values.Take(trained).Average(v => (v - mean) * (v - mean)));
        return Array.ConvertAll(values, v => deviation > 0 ? (v - mean) / deviation : 0);
    }

    private static double Dot(double[] a, double[] b, int count)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Gauss's elimination; the penalty keeps the matrix positive definite, so no pivoting is needed.</summary>
    private static double[] Solve(double[,] equations)
    {
        int n = equations.GetLength(0);
        for (int k = 0; k < n; k++)
        {
            for (int i = k + 1; i < n; i++)
            {
                double factor = equations[i, k] / equations[k, k];
                for (int j = k; j <= n; j++)
                {
                    equations[i, j] -= factor * equations[k, j];
                }
            }
        }

        double[] solution = new double[n];
        for (int i = n - 1; i >= 0; i--)
        {
            double sum = equations[i, n];
            for (int j = i + 1; j < n; j++)
            {
                sum -= equations[i, j] * solution[j];
            }

            solution[i] = sum / equations[i, i];
        }

        return solution;
    }
}
