namespace CryptoScalp.Rules.Features;

/// <summary>Bars in columns, oldest first. A column that no wanted indicator reads may be left empty.</summary>
public readonly ref struct IndicatorSeries
{
    public ReadOnlySpan<double> Open { get; init; }

    public ReadOnlySpan<double> High { get; init; }

    public ReadOnlySpan<double> Low { get; init; }

    /// <summary>Also the one series of functions of one series.</summary>
    public ReadOnlySpan<double> Close { get; init; }

    public ReadOnlySpan<double> Volume { get; init; }

    /// <summary>See <see cref="IndicatorBar.Second"/>.</summary>
    public ReadOnlySpan<double> Second { get; init; }

    /// <summary>The number of bars: the length of the longest column.</summary>
    public int Length =>
        Math.Max(Math.Max(Math.Max(Open.Length, High.Length), Math.Max(Low.Length, Close.Length)), Math.Max(Volume.Length, Second.Length));

    /// <summary>No number given is NaN or infinite.</summary>
    internal bool IsFinite =>
        Columns.AreFinite(Close) && Columns.AreFinite(Open) && Columns.AreFinite(High) && Columns.AreFinite(Low) && Columns.AreFinite(Volume) && Columns.AreFinite(Second);

    internal IndicatorBar this[int index] =>
        new(At(Open, index), At(High, index), At(Low, index), At(Close, index), At(Volume, index), At(Second, index));

    /// <summary>Every column that the indicator reads must have all bars.</summary>
    internal void Check(IndicatorDefinition definition)
    {
        Check(definition, IndicatorInputs.Open, Open);
        Check(definition, IndicatorInputs.High, High);
        Check(definition, IndicatorInputs.Low, Low);
        Check(definition, IndicatorInputs.Close, Close);
        Check(definition, IndicatorInputs.Volume, Volume);
        Check(definition, IndicatorInputs.Second, Second);
    }

    private void Check(IndicatorDefinition definition, IndicatorInputs input, ReadOnlySpan<double> column)
    {
        if (column.Length != Length && (column.Length != 0 || definition.Inputs.HasFlag(input)))
        {
            throw new ArgumentException($"{definition.Name} reads {definition.Inputs}; the series has {Length} bars, but column {input} has {column.Length}");
        }
    }

    private static double At(ReadOnlySpan<double> column, int index) => index < column.Length ? column[index] : 0;
}
