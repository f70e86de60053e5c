using System.Collections.Immutable;
using System.Globalization;

namespace CryptoScalp.Rules.Features;

/// <summary>One line of <see cref="IndicatorTable"/>: all there is to know about an indicator before running it.</summary>
public sealed class IndicatorDefinition
{
    private readonly Func<ParameterValues, int> _lookback;
    private readonly Func<ParameterValues, Indicator> _create;
    private readonly UnstablePeriod _unstable;

    internal IndicatorDefinition(
        string name,
        IndicatorGroup group,
        string summary,
        IndicatorInputs inputs,
        ImmutableArray<IndicatorParameter> parameters,
        ImmutableArray<string> outputs,
        Func<ParameterValues, int> lookback,
        Func<ParameterValues, Indicator> create,
        UnstablePeriod unstable = UnstablePeriod.None)
    {
        (Name, Group, Summary, Inputs, Parameters, Outputs) = (name, group, summary, inputs, parameters, outputs);
        (_lookback, _create, _unstable) = (lookback, create, unstable);
    }

    /// <summary>TA-Lib's name, upper-case: <c>RSI</c>.</summary>
    public string Name { get; }

    public IndicatorGroup Group { get; }

    /// <summary>What it measures, in one line.</summary>
    public string Summary { get; }

    /// <summary>The fields of a bar it reads.</summary>
    public IndicatorInputs Inputs { get; }

    public ImmutableArray<IndicatorParameter> Parameters { get; }

    /// <summary>The names of its outputs, in order; <c>value</c> when there is only one.</summary>
    public ImmutableArray<string> Outputs { get; }

    /// <summary>
    /// True when the first values still depend on where the series began (TA-Lib's unstable period): let some multiple of the period
    /// pass before trusting them.
    /// </summary>
    public bool HasUnstablePeriod => _unstable != UnstablePeriod.None;

    /// <summary>The number of bars without a value at the start of a series.</summary>
    /// <param name="parameters">By name; those left out have their default.</param>
    /// <exception cref="ArgumentException">An unknown parameter, or a value outside its range.</exception>
    public int Lookback(params ReadOnlySpan<KeyValuePair<string, double>> parameters) => Lookback(IndicatorSettings.Default, parameters);

    /// <inheritdoc cref="Lookback(ReadOnlySpan{KeyValuePair{string, double}})"/>
    public int Lookback(IndicatorSettings settings, params ReadOnlySpan<KeyValuePair<string, double>> parameters) =>
        _lookback(Values(parameters, settings)) + OwnUnstablePeriod(settings);

    /// <summary>A streaming indicator that has seen no bar.</summary>
    /// <param name="parameters">By name; those left out have their default.</param>
    /// <exception cref="ArgumentException">An unknown parameter, or a value outside its range.</exception>
    public Indicator Create(params ReadOnlySpan<KeyValuePair<string, double>> parameters) => Create(IndicatorSettings.Default, parameters);

    /// <inheritdoc cref="Create(ReadOnlySpan{KeyValuePair{string, double}})"/>
    public Indicator Create(IndicatorSettings settings, params ReadOnlySpan<KeyValuePair<string, double>> parameters)
    {
        Indicator indicator = _create(Values(parameters, settings));
        indicator.Hidden += OwnUnstablePeriod(settings);
        return indicator;
    }

    /// <summary>The whole series at once: the same numbers as the streaming form, to the bit.</summary>
    /// <param name="series">The fields read by <see cref="Inputs"/> must be given.</param>
    /// <param name="output">Length <c>series.Length * Outputs.Length</c>, output after output; rows without a value are NaN.</param>
    /// <exception cref="ArgumentException">A wrong length, an unknown parameter, or a value outside its range.</exception>
    public void Compute(in IndicatorSeries series, Span<double> output, params ReadOnlySpan<KeyValuePair<string, double>> parameters)
    {
        series.Check(this);
        if (output.Length != series.Length * Outputs.Length)
        {
            throw new ArgumentException($"{Name} over {series.Length} bars needs room for {series.Length * Outputs.Length} numbers, not {output.Length}", nameof(output));
        }

        Create(parameters).Run(in series, output);
    }

    private int OwnUnstablePeriod(IndicatorSettings settings) => _unstable == UnstablePeriod.OfIndicator ? settings.UnstablePeriod(Name) : 0;

    private ParameterValues Values(ReadOnlySpan<KeyValuePair<string, double>> given, IndicatorSettings settings)
    {
        double[] values = new double[Parameters.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Parameters[i].Default;
        }

        foreach (KeyValuePair<string, double> pair in given)
        {
            int index = IndexOf(pair.Key);
            values[index] = Parameters[index].Accepts(pair.Value) ? pair.Value : throw OutOfRange(Parameters[index], pair.Value);
        }

        return new ParameterValues(values, settings);
    }

    private int IndexOf(string name)
    {
        for (int i = 0; i < Parameters.Length; i++)
        {
            if (string.Equals(Parameters[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        string known = Parameters.IsEmpty ? "it has none" : "it has " + string.Join(", ", Parameters.Select(static p => p.Name));
        throw new ArgumentException($"{Name} has no parameter '{name}'; {known}");
    }

    private ArgumentException OutOfRange(IndicatorParameter parameter, double value) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} of {Name} is {value}; it must be {parameter.Range}"));
}
