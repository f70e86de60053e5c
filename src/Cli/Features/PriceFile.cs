using System.Globalization;
using CryptoScalp.Rules.Features;

namespace CryptoScalp.Rules.Cli;

/// <summary>A CSV of prices, one column an asset: <c>date,BTCUSDT,ETHUSDT</c>; the first column is not read, an empty cell is no price.</summary>
internal static class PriceFile
{
    /// <exception cref="FormatException">Not of that form; the message names line and column.</exception>
    public static AssetReturns ReadReturns(string path)
    {
        string[] lines = [.. File.ReadLines(path).Where(static l => l.Length > 0)];
        string[] names = lines.Length < 3
            ? throw new FormatException("a table of prices has a header and at least two rows")
            : lines[0].Split(',')[1..];
        double[][] columns = [.. names.Select(_ => new double[lines.Length - 1])];
        for (int row = 1; row < lines.Length; row++)
        {
            string[] cells = lines[row].Split(',');
            if (cells.Length != names.Length + 1)
            {
                throw new FormatException($"line {row + 1} has {cells.Length} cells, the header {names.Length + 1}");
            }

            for (int column = 0; column < names.Length; column++)
            {
                columns[column][row - 1] = Price(cells[column + 1], row + 1, names[column]);
            }
        }

        return AssetReturns.FromPrices([.. names], columns);
    }

    /// <summary>Lines of <c>NAME,WEIGHT</c>; an asset that is not named has none of the portfolio.</summary>
    /// <exception cref="FormatException">Not of that form, or an asset that the prices do not have, or that is there twice.</exception>
    public static double[] ReadWeights(string path, AssetReturns returns)
    {
        double[] weights = new double[returns.Names.Length];
        HashSet<string> seen = [];
        foreach (string[] cells in File.ReadLines(path).Where(static l => l.Trim(',', ' ').Length > 1).Select(static l => l.Split(',')))
        {
            int asset = returns.Names.IndexOf(cells[0]);
            if (asset < 0 && seen.Count == 0 && cells.Length == 2 && !IsNumber(cells[1], out _))
            {
                continue; // a header
            }

            if (asset < 0 || !seen.Add(cells[0]))
            {
                throw new FormatException($"{path}: there is {(asset < 0 ? "no column" : "a second weight of")} '{cells[0]}'; the prices have {string.Join(", ", returns.Names)}");
            }

            weights[asset] = cells.Length == 2 && IsNumber(cells[1], out double weight)
                ? weight
                : throw new FormatException($"{path}: the weight of '{cells[0]}' is no number; write {cells[0]},0.25");
        }

        return seen.Count > 0 ? weights : throw new FormatException($"{path}: it names no weight; write lines such as {returns.Names[0]},0.25");
    }

    private static double Price(string cell, int line, string column) =>
        cell.Length == 0 ? double.NaN
        : IsNumber(cell, out double price) && price > 0 ? price
        : throw new FormatException($"line {line}, column '{column}': '{cell}' is no positive price");

    private static bool IsNumber(string cell, out double number) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
