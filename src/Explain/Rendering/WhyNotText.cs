namespace CryptoScalp.Rules.Explain;

/// <summary>Prints why-nots for people.</summary>
public static class WhyNotText
{
    /// <summary>The report, lines ended by a line feed. Long facts may exceed <paramref name="width"/>; nothing is ever cut.</summary>
    public static string Render(WhyNotReport report, int width = ProofText.DefaultWidth, bool colour = false) =>
        new ColumnLayout(width, colour).Render(WhyNotLines.Of(report));
}
