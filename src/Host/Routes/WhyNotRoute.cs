using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary><c>POST /why-not</c>: what is in the way of a fact, or of a decision.</summary>
internal static class WhyNotRoute
{
    public static HostRoute Route { get; } = new("POST", "/why-not", "Why something is not so: each rule that could have led to it, the closest first, and what was in its way.", Answered)
    {
        Parameters = ViewFormat.Parameters,
        BodySchema = """
            {"type":"object","required":["what"],"additionalProperties":false,"properties":{"what":{"type":"string","description":"a symbol, a decision or a fact"},"at":{"type":["string","integer"]}}}
            """,
        BodyExample = """{"what":"BTCUSDT"}""",
        Forms = ViewFormat.MediaTypes,
        Faults = [(422, "the question does not fit the rules, or the moment is not in the journal")],
    };

    private static async ValueTask<Answer?> Answered(HostCall call)
    {
        ViewFormat format = ViewFormat.Of(call);
        RequestBody body = await call.ReadBody("what", "at").ConfigureAwait(false);
        string what = body.Text("what");
        WhyNotReport report = await AskedState.Ask(call, body.TextOrNumber("at"), state => Report(state, what, call)).ConfigureAwait(false);
        return format.Render(Explanation.Of(report));
    }

    private static WhyNotReport Report(AskedState state, string what, HostCall call)
    {
        WhyNotOptions bounds = new() { Stop = call.Stop };
        Question question = Read(state, what, call.Services.Questions);
        return question.Decide is { } decide
            ? WhyNot.OfDecision(state.Session, state.Program, question.Pattern, decide, state.Agendas[state.Program.Decides.IndexOf(decide)], bounds)
            : WhyNot.OfFact(state.Session, state.Program, question.Pattern, bounds);
    }

    private static Question Read(AskedState state, string what, KnownQuestions known)
    {
        DiagnosticBag diagnostics = new();
        try
        {
            return known.Read(state.Program, what, state.Session.ParamOf, diagnostics) ?? throw RequestFault.OfQuestion(diagnostics);
        }
        catch (ArgumentException e)
        {
            throw new RequestFault(422, HostDiagnostics.QuestionWrong, e.Message);
        }
    }
}
