using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CryptoScalp.Rules.Features;

namespace CryptoScalp.Rules.Cli;

/// <summary>Reads a table of features and prints which of them tell something of a label.</summary>
internal static class SelectionRun
{
    private const string TimeColumn = "ts_ms";

    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static int Run(Terminal terminal, string path, string label, bool json)
    {
        try
        {
            (string[] names, double[][] columns) = Read(path);
            int wanted = Array.IndexOf(names, label);
            if (wanted < 0)
            {
                throw new FormatException($"there is no column '{label}'; there are {string.Join(", ", names)}");
            }

            int[] features = [.. Enumerable.Range(0, names.Length).Where(i => i != wanted && names[i] != TimeColumn)];
            Print(terminal, FeatureSelection.Run([.. features.Select(i => names[i])], [.. features.Select(i => columns[i])], columns[wanted]), label, json);
            return ExitCode.Fine;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            terminal.Error.WriteLine($"scalp: {path}: {e.Message}");
            return ExitCode.WrongInput;
        }
    }

    private static (string[] Names, double[][] Columns) Read(string path)
    {
        string[] lines = [.. File.ReadLines(path).Where(static l => l.Length > 0)];
        string[] names = lines.Length == 0 ? throw new FormatException("the file is empty") : lines[0].Split(',');
        double[][] columns = [.. names.Select(_ => new double[lines.Length - 1])];
        for (int r = 1; r < lines.Length; r++)
        {
            string[] cells = lines[r].Split(',');
            if (cells.Length != names.Length)
            {
                throw new FormatException($"line {r + 1} has {cells.Length} cells, the header {names.Length}");
            }

            for (int c = 0; c < cells.Length; c++)
            {
                columns[c][r - 1] = Number(cells[c], r + 1, names[c]);
            }
        }

        return (names, columns);
    }

    private static double Number(string cell, int line, string column) =>
        cell.Length == 0 ? double.NaN
        : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
        : throw new FormatException($"line {line}, column '{column}': '{cell}' is no number");

    private static void Print(Terminal terminal, SelectionReport report, string label, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(report, Json));
            return;
        }

        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Rows} rows with every number; the model explains {100 * report.ExplainedVariance:F1} % of '{label}' in the last 30 %; noise reaches {report.NoiseImportance:F4}"));
        foreach (SelectedFeature feature in report.Features.OrderByDescending(static f => f.IsChosen).ThenByDescending(static f => f.Importance).ThenBy(static f => f.Name, StringComparer.Ordinal))
        {
            string verdict = feature.SameAs is { } other ? $"repeats {other}" : feature.IsChosen ? "chosen" : "no better than noise";
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {feature.Name,-32} correlation {feature.Correlation,7:F3}  information {feature.MutualInformation:F4}  importance {feature.Importance,7:F4}  {verdict}"));
        }
    }
}
