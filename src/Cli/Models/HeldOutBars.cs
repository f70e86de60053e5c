using System.Globalization;

namespace CryptoScalp.Rules.Cli;

/// <summary>Writes the bars of a set's held-out periods, so that versions can be judged on what none of them has learned from.</summary>
internal static class HeldOutBars
{
    /// <param name="terminal">Receives what is wrong with a feed.</param>
    /// <param name="set">Whose periods.</param>
    /// <param name="data">The folder of recorded bars; not needed for a simulated set.</param>
    /// <param name="folder">Where to write; made when it is not there.</param>
    /// <returns>The files, in the order of periods and names.</returns>
    /// <exception cref="WrongCallException">Recorded bars are needed, and their folder is not named or has none.</exception>
    public static string[] Write(Terminal terminal, TrainingSet set, string? data, string folder)
    {
        List<string> files = [];
        for (int i = 0; i < set.Periods.Length; i++)
        {
            string below = Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture));
            Directory.CreateDirectory(below);
            files.AddRange(set.Periods[i] is { Simulated: { } simulated } ? Simulate(terminal, simulated, set.Bar, below) : Cut(set, set.Periods[i], data, below));
        }

        return [.. files];
    }

    /// <summary>The recorded files that a set learns from.</summary>
    /// <exception cref="WrongCallException">There are none.</exception>
    public static string[] Recorded(TrainingSet set, string? data)
    {
        if (data is null)
        {
            throw new WrongCallException($"{set.Name} learns from recorded bars: name their folder with --data DIR, or train 'second', which learns from the simulator");
        }

        string[] files = Directory.Exists(data) ? Directory.GetFiles(data, set.Files) : throw new WrongCallException($"--data {data}: there is no such folder");
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0 ? files : throw new WrongCallException($"--data {data}: there is no {set.Files} in it");
    }

    private static IEnumerable<string> Simulate(Terminal terminal, SimulatedData simulated, string bar, string folder)
    {
        Terminal quiet = new(TextWriter.Null, terminal.Error, colour: false, terminal.ColourErrors, terminal.Width);
        foreach (ulong seed in simulated.Seeds)
        {
            string of = Path.Combine(folder, seed.ToString(CultureInfo.InvariantCulture));
            if (BarRun.Run(quiet, string.Create(CultureInfo.InvariantCulture, $"sim:{seed}?seconds={simulated.Seconds}"), bar, of) != ExitCode.Fine)
            {
                throw new WrongCallException($"bars of {bar} cannot be made of the simulated market {seed}");
            }
        }

        return Directory.GetFiles(folder, "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
    }

    /// <summary>Of each recorded file the bars of the period, where it has some.</summary>
    private static IEnumerable<string> Cut(TrainingSet set, HeldOutPeriod period, string? data, string folder)
    {
        foreach (string path in Recorded(set, data))
        {
            string[] rows = [.. File.ReadLines(path).Where((line, number) => number == 0 || IsWithin(line, period))];
            if (rows.Length > 1)
            {
                string cut = Path.Combine(folder, Path.GetFileName(path));
                File.WriteAllLines(cut, rows);
                yield return cut;
            }
        }
    }

    private static bool IsWithin(string line, HeldOutPeriod period) =>
        long.TryParse(line.AsSpan(0, Math.Max(0, line.IndexOf(','))), NumberStyles.None, CultureInfo.InvariantCulture, out long at) && at >= period.From && at < period.To;
}
