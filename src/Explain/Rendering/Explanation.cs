namespace CryptoScalp.Rules.Explain;

/// <summary>Anything that this assembly explains, ready to be shown in any form: text, JSON, Mermaid or a page. All forms say the same. Immutable.</summary>
public sealed class Explanation
{
    private readonly Lazy<PageModel> _page;
    private readonly Func<byte[]> _json;

    /// <param name="page">Made when a form for people is asked for: JSON, which programs ask for by the hundred, needs none of it.</param>
    /// <param name="json">Writes it.</param>
    private Explanation(Func<PageModel> page, Func<byte[]> json)
    {
        _page = new Lazy<PageModel>(page, LazyThreadSafetyMode.PublicationOnly);
        _json = json;
    }

    /// <param name="proof">The proof.</param>
    /// <param name="past">What somebody found who went back in the run; null for nothing.</param>
    /// <param name="members">Members of a group that stand below the proof; null for none.</param>
    public static Explanation Of(Proof proof, ProofPast? past = null, MemberPage? members = null) =>
        new(() => ProofPages.Of(proof).With(past).With(members), () => MemberPageJson.Add(PastJson.Add(ProofJson.ToUtf8(proof), past), members));

    /// <param name="proof">The proof.</param>
    /// <param name="past">What somebody found who went back in the run; null for nothing.</param>
    public static Explanation Of(DecisionProof proof, ProofPast? past = null) => new(() => ProofPages.Of(proof).With(past), () => PastJson.Add(DecisionJson.ToUtf8(proof), past));

    /// <inheritdoc cref="Of(DecisionProof, ProofPast?)"/>
    public static Explanation Of(NonDecisionProof proof, ProofPast? past = null) => new(() => ProofPages.Of(proof).With(past), () => PastJson.Add(DecisionJson.ToUtf8(proof), past));

    /// <summary>A decision's proof that was written as JSON before (<see cref="DecisionJson.ToUtf8(DecisionProof, bool)"/>); it is read only when another form is asked for.</summary>
    /// <param name="utf8">With its nodes; the caller does not change it afterwards.</param>
    public static Explanation OfDecision(byte[] utf8) => new(() => ProofPages.Of(DecisionJson.ParseDecision(utf8)), () => utf8);

    /// <summary>As <see cref="OfDecision"/>, of a non-decision.</summary>
    /// <param name="utf8">With its nodes; the caller does not change it afterwards.</param>
    public static Explanation OfNonDecision(byte[] utf8) => new(() => ProofPages.Of(DecisionJson.ParseNonDecision(utf8)), () => utf8);

    public static Explanation Of(WhyNotReport report) => new(() => ReportPages.Of(report), () => WhyNotJson.ToUtf8(report));

    public static Explanation Of(WhatIfReport report) => new(() => ReportPages.Of(report), () => WhatIfJson.ToUtf8(report));

    public static Explanation Of(SpanReport report) => new(() => ReportPages.Of(report), () => WhatIfJson.ToUtf8(report));

    public static Explanation Of(WhyNotSummary summary) => new(() => ReportPages.Of(summary), () => SummaryJson.ToUtf8(summary));

    public static Explanation Of(ProofComparison comparison) => new(() => ReportPages.Of(comparison), () => ComparisonJson.ToUtf8(comparison));

    /// <summary>What every form for people is made of.</summary>
    internal IReadOnlyList<TextLine> Lines => _page.Value.Lines;

    /// <summary>For a terminal; lines ended by a line feed. Nothing is cut: a fact longer than <paramref name="width"/> exceeds it.</summary>
    public string ToText(int width = ProofText.DefaultWidth, bool colour = false) => new ColumnLayout(width, colour).Render(_page.Value.Lines);

    /// <summary>One object, UTF-8.</summary>
    public byte[] ToJson() => _json();

    /// <summary>A flowchart; at most 300 lines are drawn and the rest is counted.</summary>
    public string ToMermaid() => MermaidText.Render(_page.Value.Lines);

    /// <summary>A page that needs nothing but itself.</summary>
    /// <param name="prices">Quotes around the moment, drawn above the rest; null for none.</param>
    public string ToHtml(PriceTrail? prices = null) => PageText.Render(_page.Value, prices);
}
