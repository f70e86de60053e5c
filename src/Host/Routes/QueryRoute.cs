using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Host;

/// <summary><c>POST /query</c>: the facts that match an atom, as of now.</summary>
internal static class QueryRoute
{
    private const int DefaultLimit = 1_000;

    public static HostRoute Route { get; } = new("POST", "/query", "The facts that match an atom, with comparisons where wanted, as of now.", Answered)
    {
        BodySchema = """
            {"type":"object","required":["query"],"additionalProperties":false,"properties":{"query":{"type":"string"},"limit":{"type":"integer","minimum":1}}}
            """,
        BodyExample = """{"query":"quote(V, \"BTCUSDT\", Bid, _, _, _), Bid > 100.0"}""",
        Faults = [(400, "the body is wrong"), (413, "the body is too large"), (415, "the body is not JSON"), (422, "the query does not fit the rules, or has too many rows")],
    };

    private static async ValueTask<Answer?> Answered(HostCall call)
    {
        RequestBody body = await call.ReadBody("query", "limit").ConfigureAwait(false);
        int limit = body.Number("limit", Math.Min(DefaultLimit, call.Services.Options.MaxRows), 1, call.Services.Options.MaxRows);
        string text = body.Text("query");
        return await call.Services.Run.RequireKeeper().Ask(state => AnswerOf(state, text, limit, call), call.Stop).ConfigureAwait(false);
    }

    /// <summary>Binds by the rules that the state is of: others may be in force by now.</summary>
    private static Answer AnswerOf(MirroredState state, string text, int limit, HostCall call)
    {
        BoundQuery query = Bind(state.Program, text);
        BoundAtom atom = AtomOf(query);
        return Write(state.Program, text, state.At, state.Sequence, atom, Facts(state, query, atom, limit, call));
    }

    /// <exception cref="RequestFault">It does not fit.</exception>
    public static BoundQuery Bind(BoundProgram program, string text)
    {
        DiagnosticBag diagnostics = new();
        QueryTree tree = SyntaxTree.ParseQuery(new SourceText("QUERY", text));
        diagnostics.AddRange(tree.Diagnostics);
        BoundQuery? query = diagnostics.HasErrors ? null : QueryBinder.Bind(program, tree.Literals, tree.Source, diagnostics);
        return query ?? throw RequestFault.OfQuestion(diagnostics);
    }

    /// <summary>One atom and comparisons: a join could take any time and give any number of rows.</summary>
    private static BoundAtom AtomOf(BoundQuery query) =>
        query.Literals.Count(static l => l is not BoundComparison) == 1 && query.Literals.OfType<BoundAtom>().SingleOrDefault() is { IsNegated: false } atom
            ? atom
            : throw new RequestFault(422, HostDiagnostics.QuestionWrong, "a query is one atom, with comparisons where wanted: 'quote(V, \"BTCUSDT\", Bid, _, _, _), Bid > 100.0'; a join belongs into a rule");

    private static Fact[] Facts(MirroredState state, BoundQuery query, BoundAtom atom, int limit, HostCall call)
    {
        IReadOnlyList<Value[]> rows = state.Rules.QueryAtMost(query, limit, call.Stop);
        return rows.Count > limit
            ? throw new RequestFault(422, HostDiagnostics.TooManyRows, limit, state.Program.Predicates[atom.Predicate].Name, call.Services.Options.MaxRows)
            : [.. rows.Select(row => QueryRows.FactOf(state.Program, atom, row)).Distinct().Order()];
    }

    private static Answer Write(BoundProgram program, string text, EventTime at, long sequence, BoundAtom atom, Fact[] facts) => JsonAnswer.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("query", text);
        json.WriteTime("at", at);
        json.WriteNumber("sequence", sequence);
        json.WriteNumber("count", facts.Length);
        json.WriteStartArray("columns");
        foreach (string column in program.Predicates[atom.Predicate].Columns)
        {
            json.WriteStringValue(column);
        }

        json.WriteEndArray();
        json.WriteStartArray("facts");
        foreach (Fact fact in facts)
        {
            json.WriteStringValue(fact.ToString());
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
