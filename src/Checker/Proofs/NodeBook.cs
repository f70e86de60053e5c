using System.Text.Json.Nodes;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Checker;

/// <summary>The nodes of a run by their ids, each with an id that its content has; and facts read from their text.</summary>
internal sealed class NodeBook(BoundProgram program)
{
    private const int KeptFacts = 200_000;

    private readonly Dictionary<string, JsonObject> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Fact> _facts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _idle = new(StringComparer.Ordinal);
    private readonly FactBinder _binder = new(program);

    /// <exception cref="CheckFault">The node's content does not have the id that it claims, or another node has it.</exception>
    public void Add(JsonObject node)
    {
        string id = Verify(node);
        if (!_nodes.TryAdd(id, node) && Json.Difference(_nodes[id], node) is var (field, should, does))
        {
            throw new CheckFault(id, "id", $"another node of this id was written before: its {field} was {should?.ToJsonString() ?? "missing"}, now it is {does?.ToJsonString() ?? "missing"}");
        }

        _idle.Add(id);
    }

    /// <summary>An accepted record rests on these.</summary>
    public void Use(IEnumerable<string> nodes) => _idle.ExceptWith(nodes);

    /// <summary>No more records come of a transaction.</summary>
    /// <exception cref="CheckFault">A node was written for it on which none of them rests: nobody judged it.</exception>
    public void EndTransaction()
    {
        string? idle = _idle.FirstOrDefault();
        _idle.Clear();
        if (idle is not null)
        {
            throw new CheckFault(idle, "nodes", "nothing rests on this node, so nobody judged it");
        }
    }

    /// <summary>Finds nodes in a document of its own first, which may hold each node once, then among those of the run.</summary>
    public Func<string, JsonObject?> Finder(IEnumerable<JsonObject> own)
    {
        Dictionary<string, JsonObject> document = new(StringComparer.Ordinal);
        foreach (JsonObject node in own)
        {
            if (!document.TryAdd(Verify(node), node))
            {
                throw new CheckFault(Json.Text(node["id"]), "nodes", "this node is listed twice");
            }
        }

        return id => document.GetValueOrDefault(id) ?? _nodes.GetValueOrDefault(id);
    }

    private static string Verify(JsonObject node)
    {
        string claimed = Json.Text(node["id"]), computed = NodeId.Of(node);
        return claimed == computed ? claimed : throw new CheckFault(claimed, "id", $"the content of this node has the id {computed}: something in it was altered");
    }

    /// <summary>Reads a fact's canonical text.</summary>
    /// <exception cref="CheckFault">It is no fact of the program, or not its canonical text.</exception>
    public Fact Fact(string text, string node)
    {
        if (!_facts.TryGetValue(text, out Fact? fact))
        {
            fact = Change("+" + text, node).Fact;
            if (fact.ToString() != text)
            {
                throw new CheckFault(node, "fact", $"'{text}' is not how this fact is written; it is {fact}");
            }

            if (_facts.Count >= KeptFacts)
            {
                _facts.Clear();
            }

            _facts.Add(text, fact);
        }

        return fact;
    }

    /// <summary>Reads <c>+fact</c> or <c>-fact</c>.</summary>
    public FactChange Change(string text, string node)
    {
        ChangeScript script = SyntaxTree.ParseScript(new SourceText("fact", text + ".\n"));
        DiagnosticBag faults = new();
        if (script.Diagnostics.IsEmpty && script.Entries is [ChangeFactSyntax change] && _binder.TryBind(change.Fact, script.Source, faults, change.IsRetraction, out Fact? fact))
        {
            return new FactChange(change.IsRetraction ? ChangeKind.Retract : ChangeKind.Assert, fact);
        }

        string why = script.Diagnostics.Concat(faults.ToSorted()).Select(static d => d.Message).FirstOrDefault() ?? "it is not one fact";
        throw new CheckFault(node, "fact", $"'{text[1..]}' cannot be a fact of this program: {why}");
    }
}
