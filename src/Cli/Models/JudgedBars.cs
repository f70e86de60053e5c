namespace CryptoScalp.Rules.Cli;

/// <summary>Files of bars that versions are judged on, and how people call them.</summary>
/// <param name="Files">CSVs of bars.</param>
/// <param name="Names">Periods or file names.</param>
internal sealed record JudgedBars(string[] Files, string Names)
{
    /// <summary>Named by hand.</summary>
    public static JudgedBars Of(string[] files) => new(files, string.Join(", ", files.Select(Path.GetFileName).Distinct()));
}
