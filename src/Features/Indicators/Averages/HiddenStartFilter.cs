namespace CryptoScalp.Rules.Features;

/// <summary>A filter whose first values are withheld: its unstable period.</summary>
internal sealed class HiddenStartFilter(SeriesFilter filter, int hidden) : SeriesFilter
{
    private int _left = hidden;

    /// <summary>The filter itself where nothing is to be hidden.</summary>
    public static SeriesFilter Around(SeriesFilter filter, int hidden) => hidden == 0 ? filter : new HiddenStartFilter(filter, hidden);

    public override double Next(double value)
    {
        double result = filter.Next(value);
        if (_left == 0 || double.IsNaN(result))
        {
            return result;
        }

        _left--;
        return double.NaN;
    }
}
