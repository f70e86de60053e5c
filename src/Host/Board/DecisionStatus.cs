using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Host;

/// <summary>What became of a decision's orders, in one word; the words of the journal's index.</summary>
internal static class DecisionStatus
{
    public static IReadOnlyList<string> All { get; } = ["decided", "problem", "refused", "accepted", "filled"];

    public static string Of(DecisionOutcome outcome) =>
        !outcome.Fills.IsEmpty ? "filled"
        : outcome.Problem is not null ? "problem"
        : outcome.Verdicts.All(static v => v.IsAccepted) ? "accepted" : "refused";
}
