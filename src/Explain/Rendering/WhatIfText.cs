namespace CryptoScalp.Rules.Explain;

/// <summary>Prints what-ifs for people.</summary>
public static class WhatIfText
{
    /// <summary>The report, lines ended by a line feed; <c>-</c> marks what was, <c>+</c> what would be, <c>=</c> what only rests on something else.</summary>
    public static string Render(WhatIfReport report, int width = ProofText.DefaultWidth, bool colour = false) =>
        new ColumnLayout(width, colour).Render(WhatIfLines.Of(report));

    /// <summary>As above, for the decisions of a span.</summary>
    public static string Render(SpanReport report, int width = ProofText.DefaultWidth, bool colour = false) =>
        new ColumnLayout(width, colour).Render(WhatIfLines.Of(report));
}
