using System.Collections.Immutable;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Host;

/// <summary><c>POST /why</c>: the proofs of the facts that match a pattern.</summary>
internal static class WhyRoute
{
    /// <summary>How many facts match, whatever the form of the answer.</summary>
    public const string CountHeader = "X-Matches";

    private const int MaxProofs = 5;

    public static HostRoute Route { get; } = new("POST", "/why", "Why a fact holds: the proof of each fact that matches a pattern, at most five.", Answered)
    {
        Parameters =
        [
            .. ViewFormat.Parameters, HistoryRequest.Parameter,
            new("members", "integer", "How many members of a group are listed, those that contribute most, 0 to 10000; default 10."),
            new("from", "integer", "Lists so many members from this one on, counted from 1 in the order of their contributions, below the proof, which lists the strongest."),
        ],
        BodySchema = """
            {"type":"object","required":["fact"],"additionalProperties":false,"properties":{"fact":{"type":"string"},"at":{"type":["string","integer"]}}}
            """,
        BodyExample = """{"fact":"veto(\"BTCUSDT\", R)"}""",
        Forms = ViewFormat.MediaTypes,
        Faults = [(404, "the fact does not hold"), (422, "the pattern does not fit the rules, or the moment is not in the journal")],
    };

    private static async ValueTask<Answer?> Answered(HostCall call)
    {
        ViewFormat format = ViewFormat.Of(call);
        int? members = call.Parameter("members") is null ? null : (int)call.Number("members", 0, 0, ProofOptions.MostMembers);
        bool withHistory = HistoryRequest.IsAsked(call);
        MemberRange? page = call.Parameter("from") is null ? null : new MemberRange((int)call.Number("from", 1, 1, int.MaxValue), members ?? ProofOptions.Default.MaxMembers);
        RequestBody body = await call.ReadBody("fact", "at").ConfigureAwait(false);
        string fact = body.Text("fact");
        Proofs proofs = await AskedState.Ask(
            call, body.TextOrNumber("at"), state => Prove(state.Listing(page is null ? members : null), fact, call.Services.Options.MaxRows, withHistory, page)).ConfigureAwait(false);
        if (withHistory && proofs.Pasts.IsEmpty)
        {
            proofs = proofs with { Pasts = [.. await HistoryRequest.OfPresent(call, proofs.Shown).ConfigureAwait(false)] };
        }

        call.Context.Response.Headers[CountHeader] = proofs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return format.Name switch
        {
            ViewFormat.Json => Write(fact, proofs),
            ViewFormat.Text => Answer.Text(format.TextOf(proofs.Explanations)),
            _ => format.Render(proofs.Explanations.First()), // a page is one document
        };
    }

    private static Proofs Prove(AskedState state, string pattern, int maxRows, bool withHistory, MemberRange? page)
    {
        BoundQuery query = QueryRoute.Bind(state.Program, pattern);
        if (query.Literals is not [BoundAtom { IsNegated: false } atom])
        {
            throw new RequestFault(422, HostDiagnostics.QuestionWrong, "why takes one fact or pattern, for example 'veto(\"BTCUSDT\", R)'");
        }

        IReadOnlyList<Value[]> rows = state.Query(query, maxRows);
        if (rows.Count > maxRows)
        {
            throw new RequestFault(422, HostDiagnostics.TooManyRows, maxRows, state.Program.Predicates[atom.Predicate].Name, maxRows);
        }

        Fact[] facts = [.. rows.Select(row => QueryRows.FactOf(state.Program, atom, row)).Distinct().Order()];
        if (facts.Length == 0)
        {
            throw new RequestFault(404, HostDiagnostics.DoesNotHold, HostCall.Short(pattern), Moment.Format(state.Session.Now), "");
        }

        Proof[] shown = [.. facts.Take(MaxProofs).Select(f => ProofBuilder.Explain(state.Session, state.Program, f, state.Proofs))];
        return new Proofs(state.Session.Now, facts.Length, [.. shown])
        {
            Pasts = withHistory && state.Past is { } past ? [.. shown.Select(past)] : [],
            Pages = page is { } range ? [.. facts.Take(MaxProofs).Select(f => MemberPages.Of(state.Session, state.Program, f, range, state.Proofs))] : [],
        };
    }

    private static Answer Write(string pattern, Proofs proofs) => JsonAnswer.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("fact", pattern);
        json.WriteTime("at", proofs.At);
        json.WriteNumber("count", proofs.Count);
        json.WriteStartArray("proofs");
        foreach (Explanation proof in proofs.Explanations)
        {
            json.WriteRawValue(proof.ToJson());
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <param name="At">Event time of the state.</param>
    /// <param name="Count">Facts that match.</param>
    /// <param name="Shown">The proofs of the first of them.</param>
    private sealed record Proofs(EventTime At, int Count, ImmutableArray<Proof> Shown)
    {
        /// <summary>What going back found, one a proof; empty when nobody went.</summary>
        public ImmutableArray<ProofPast> Pasts { get; init; } = [];

        /// <summary>Members of groups, one page a proof; empty when none are asked for.</summary>
        public ImmutableArray<MemberPage> Pages { get; init; } = [];

        public IEnumerable<Explanation> Explanations => Shown.Select((proof, i) => Explanation.Of(proof, Pasts.IsEmpty ? null : Pasts[i], Pages.IsEmpty ? null : Pages[i]));
    }
}
