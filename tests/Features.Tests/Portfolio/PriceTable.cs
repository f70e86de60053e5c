using System.Globalization;

namespace CryptoScalp.Rules.Features.Tests;

/// <summary>Closing prices of several assets, read for tests.</summary>
internal static class PriceTable
{
    public static AssetReturns Returns(string file, params string[] without)
    {
        (string[] names, double[][] columns) = Read(file);
        int[] kept = [.. Enumerable.Range(0, names.Length).Where(i => !without.Contains(names[i]))];
        return AssetReturns.FromPrices([.. kept.Select(i => names[i])], [.. kept.Select(i => columns[i])]);
    }

    /// <summary>A published table: first column assets, then one column of numbers each.</summary>
    public static Dictionary<string, double[]> Weights(string file)
    {
        (string[] names, double[][] columns) = Read(file);
        return names.Zip(columns).ToDictionary(static p => p.First, static p => p.Second);
    }

    private static (string[] Names, double[][] Columns) Read(string file)
    {
        string[][] rows = [.. File.ReadLines(TestData.File(Path.Combine("portfolio", file))).Select(static l => l.Split(','))];
        return (rows[0][1..], [.. Enumerable.Range(1, rows[0].Length - 1).Select(c => rows[1..].Select(r => Number(r[c])).ToArray())]);
    }

    private static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);
}
