using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Host;

/// <summary>Asks each kind of question once of a session of the program without any market, before the run begins, so that the first who asks does not wait for the runtime's compiler.</summary>
internal static class WarmUp
{
    /// <summary>A symbol that no market has.</summary>
    private const string NoSymbol = "warm up";

    public static void Run(BoundProgram program)
    {
        RuleSession rules = RuleSession.Start(program, RuleEngineKind.Incremental, SessionLimits.Default);
        foreach (BoundDecide decide in program.Decides)
        {
            DiagnosticBag diagnostics = new();
            string asked = $"{decide.Name}({Value.String(NoSymbol)})";
            if (QuestionReader.Read(program, asked, rules.Session.ParamOf, diagnostics) is { } question)
            {
                Show(Explanation.Of(WhyNot.OfDecision(rules.Session, program, question.Pattern, decide)));
            }
        }

        if (program.Predicates.SelectMany(p => rules.Session.FactsOf(p.Name)).FirstOrDefault() is { } fact)
        {
            Show(Explanation.Of(ProofBuilder.Explain(rules.Session, program, fact)));
        }
    }

    private static void Show(Explanation explanation)
    {
        explanation.ToJson();
        explanation.ToText();
        explanation.ToHtml();
    }
}
