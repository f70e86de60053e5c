namespace CryptoScalp.Rules.Cli;

/// <summary>What <c>scalp lint</c> was asked for.</summary>
/// <param name="Libraries">Whether to look at the rules of libraries, too.</param>
/// <param name="Proofs">Whether to ask the solver.</param>
/// <param name="Data">A folder of fact files, or a journal; null without reference data.</param>
/// <param name="Script">Transactions after the facts; null without.</param>
/// <param name="Json">One JSON object a line.</param>
internal sealed record LintRequest(bool Libraries, bool Proofs, string? Data, string? Script, bool Json)
{
    /// <summary>Whether there are facts or transactions to try the rules on.</summary>
    public bool HasData => Data is not null || Script is not null;
}
