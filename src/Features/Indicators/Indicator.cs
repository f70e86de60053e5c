namespace CryptoScalp.Rules.Features;

/// <summary>The streaming form of one indicator over one series of bars.</summary>
/// <remarks>
/// Life cycle: created by an <see cref="IndicatorDefinition"/>, warming up (every output NaN) for
/// its lookback in bars, then warm. An update allocates nothing. Not thread-safe: one writer.
/// </remarks>
public abstract class Indicator
{
    private readonly double[] _outputs;

    private protected Indicator(int outputs = 1)
    {
        _outputs = new double[outputs];
        Array.Fill(_outputs, double.NaN);
    }

    /// <summary>The outputs after the last bar, in the order of <see cref="IndicatorDefinition.Outputs"/>: finite, or NaN when absent.</summary>
    public ReadOnlySpan<double> Outputs => _outputs;

    /// <summary>How many values are still to be withheld: what is left of the unstable period.</summary>
    internal int Hidden { get; set; }

    /// <summary>The first output.</summary>
    public double Value => _outputs[0];

    /// <summary>Takes in the next closed bar. A bar with a field that is not finite changes no state and has no outputs.</summary>
    public void Update(in IndicatorBar bar)
    {
        double[] outputs = _outputs;
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = double.NaN;
        }

        if (bar.IsFinite)
        {
            Next(in bar);
        }

        if (Hidden > 0 && !double.IsNaN(_outputs[0]))
        {
            Hidden--;
            Array.Fill(_outputs, double.NaN);
        }
    }

    /// <summary>Takes in a whole series and writes output after output: to the bit what <see cref="Update"/> gives bar by bar.</summary>
    /// <param name="output">Length <c>series.Length * Outputs.Length</c>.</param>
    internal void Run(in IndicatorSeries series, Span<double> output)
    {
        if (Hidden == 0 && series.IsFinite)
        {
            RunFinite(in series, output);
        }
        else
        {
            RunBars(in series, output);
        }
    }

    /// <summary>As before the first bar, as far as outputs go.</summary>
    internal void Clear()
    {
        foreach (ref double output in _outputs.AsSpan())
        {
            output = double.NaN;
        }
    }

    /// <summary>Writes the outputs as a row of columns.</summary>
    internal void WriteTo(Span<double> output, int row, int rows)
    {
        for (int k = 0; k < _outputs.Length; k++)
        {
            output[(k * rows) + row] = _outputs[k];
        }
    }

    private protected abstract void Next(in IndicatorBar bar);

    /// <summary>The whole of a series without a number that is not finite; what a faster way over columns overrides.</summary>
    private protected virtual void RunFinite(in IndicatorSeries series, Span<double> output)
    {
        int rows = series.Length;
        for (int i = 0; i < rows; i++)
        {
            IndicatorBar bar = series[i];
            RunBar(in bar, output, i, rows);
        }
    }

    /// <summary>One finite bar of a batch.</summary>
    private protected void RunBar(in IndicatorBar bar, Span<double> output, int row, int rows)
    {
        Clear();
        Next(in bar);
        WriteTo(output, row, rows);
    }

    private void RunBars(in IndicatorSeries series, Span<double> output)
    {
        int length = series.Length;
        ReadOnlySpan<double> values = _outputs;
        for (int i = 0; i < length; i++)
        {
            IndicatorBar bar = series[i];
            Update(in bar);
            for (int k = 0; k < values.Length; k++)
            {
                output[(k * length) + i] = values[k];
            }
        }
    }

    private protected void Emit(double value) => _outputs[0] = FiniteOrAbsent(value);

    private protected void Emit(double first, double second)
    {
        Emit(first);
        _outputs[1] = FiniteOrAbsent(second);
    }

    private protected void Emit(double first, double second, double third)
    {
        Emit(first, second);
        _outputs[2] = FiniteOrAbsent(third);
    }

    /// <summary>An overflow or a division by zero is no value; letting it out would make it a fact.</summary>
    private protected static double FiniteOrAbsent(double value) => double.IsFinite(value) ? value : double.NaN;
}
