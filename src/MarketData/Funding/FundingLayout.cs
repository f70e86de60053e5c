using System.Text;

namespace CryptoScalp.Rules.MarketData;

/// <summary>Where the columns of a file of funding rates are; -1 for one that is not there.</summary>
internal sealed record FundingLayout(int Columns, int Time, int Rate, int Mark, int Index)
{
    /// <summary>Null when the header lacks a column or names one twice.</summary>
    public static FundingLayout? TryParse(ReadOnlySpan<byte> header)
    {
        string[] names = Encoding.UTF8.GetString(header).TrimStart('\uFEFF').Split(',', StringSplitOptions.TrimEntries);
        int Place(string name) => Array.IndexOf(names, name);
        FundingLayout layout = new(names.Length, Place("ts_ms"), Place("funding_rate"), Place("mark_price"), Place("index_price"));
        return layout.Time >= 0 && layout.Rate >= 0 && names.Distinct(StringComparer.Ordinal).Count() == names.Length ? layout : null;
    }
}
