using System.Text.Json.Nodes;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>What the records of a decision and of a non-decision must say, given the contest.</summary>
internal sealed class DecisionDocument(Contest contest, BoundProgram program, EventTime at, long sequence, StepChecker steps)
{
    private readonly BoundDecide _decide = contest.Decide;

    public JsonObject Decision(Verdict winner, JsonObject claimed)
    {
        Candidate candidate = winner.Candidate;
        JsonObject document = Head("cryptoscalp-decision/1", DecisionId(winner), candidate);
        document["action"] = candidate.Action.ToString();
        document["size"] = winner.Size.ToString();
        document["askedSize"] = candidate.Size.ToString();
        Standing(document, candidate);
        document["proof"] = steps.IdFor(candidate.Fact, claimed["proof"], candidate.RuleId);
        document["requirements"] = Ids(contest.RowsThatMeet(candidate), claimed, "requirements");
        document["absent"] = Json.Texts(_decide.VetoExcept.Contains(candidate.Class) ? [] : _decide.Vetoes.Select(veto => Pattern(program.Predicates[veto], candidate)));
        document["contest"] = Json.Array(contest.Verdicts.Where(v => v != winner).Select((v, i) => (JsonNode?)Entry(v, Json.Items(claimed, "contest").ElementAtOrDefault(i))));
        if (winner.Cap is { } cap)
        {
            document["cap"] = steps.IdFor(cap, claimed["cap"]);
        }

        return document;
    }

    public JsonObject NonDecision(Verdict verdict, JsonObject claimed)
    {
        string spelling = $"{verdict.Candidate}: {string.Join("; ", verdict.Reasons.Select(static r => r.Spelling))}";
        JsonObject document = Head("cryptoscalp-non-decision/1", ContentId.Of($"non-decision\n{program.Version}\n{sequence}\n{_decide.Name}\n{spelling}"), verdict.Candidate);
        document["entry"] = Entry(verdict, claimed["entry"]);
        return document;
    }

    private JsonObject Head(string format, string id, Candidate candidate)
    {
        JsonObject head = Json.Object(("format", format), ("id", id), ("name", _decide.Name), ("at", at.ToString()), ("sequence", $"{sequence}"), ("program", program.Version));
        head["key"] = Json.Texts(candidate.Key.Select(static v => v.ToString()));
        return head;
    }

    private static void Standing(JsonObject document, Candidate candidate)
    {
        document["rule"] = candidate.RuleId;
        document["class"] = candidate.Class;
        document["priority"] = candidate.Priority;
        document["confidence"] = candidate.Confidence.ToString();
    }

    private JsonObject Entry(Verdict verdict, JsonNode? claimed)
    {
        JsonObject entry = new() { ["proof"] = steps.IdFor(verdict.Candidate.Fact, Json.Field(claimed, "proof"), verdict.Candidate.RuleId) };
        Standing(entry, verdict.Candidate);
        entry["reasons"] = Json.Array(verdict.Reasons.Select((reason, i) => (JsonNode?)new JsonObject
        {
            ["kind"] = reason.Kind,
            ["nodes"] = Ids(reason.Nodes, Json.Items(claimed, "reasons").ElementAtOrDefault(i), "nodes"),
            ["details"] = Json.Texts(reason.Details),
        }));
        return entry;
    }

    private JsonArray Ids(IEnumerable<Fact> facts, JsonNode? claimed, string name) => Json.Texts(facts.Select((fact, i) => steps.IdFor(fact, Json.Items(claimed, name).ElementAtOrDefault(i))));

    private static string Pattern(BoundPredicate veto, Candidate candidate) =>
        $"{veto.Name}({string.Join(", ", candidate.Key.Select(static v => v.ToString()).Concat(Enumerable.Repeat("_", veto.Arity - candidate.Key.Length)))})";

    private string DecisionId(Verdict winner)
    {
        Candidate candidate = winner.Candidate;
        return ContentId.Of($"decision\n{program.Version}\n{sequence}\n{at}\n{Value.String(_decide.Name)}\n{Value.List(candidate.Key)}\n{candidate.Action}\n{winner.Size}\n{Value.String(candidate.RuleId)}");
    }
}
