using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Writes proofs as lines: a fact, the rule below it, the rule's premises below that. A node is written out once; later mentions point back.</summary>
/// <param name="graph">The nodes.</param>
/// <param name="at">The moment that the proof is of: given facts say how long before they were told.</param>
internal sealed class ProofLines(ProofGraph graph, EventTime at)
{
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);

    public List<TextLine> Lines { get; } = [];

    public void Heading(int indent, string text, string note = "") => Lines.Add(new TextLine(indent, text, note, LineStyle.Heading));

    public void Absence(int indent, string pattern) => Lines.Add(new TextLine(indent, AbsentText(pattern), "", LineStyle.Absence));

    /// <summary>How the lines say that nothing matched.</summary>
    public static string AbsentText(string pattern) => ReadableTime.In($"absent {pattern}");

    /// <summary>A fact with all that it rests on. <paramref name="note"/> stands beside it.</summary>
    public void Node(int indent, string id, string note = "")
    {
        ProofNode node = graph[id];
        bool again = node is DerivedNode && !_shown.Add(id);
        Lines.Add(new TextLine(indent, node.Fact, Join(note, NoteOf(node, again)), LineStyle.Fact));
        if (node is DerivedNode derived && !again)
        {
            Rule(indent + 1, derived, "");
        }
    }

    /// <summary>As <see cref="Rule"/>, once for each node; false when the node is given, cut or was written before.</summary>
    public bool TryRule(int indent, string id)
    {
        if (graph[id] is not DerivedNode derived || _shown.Contains(id))
        {
            return false;
        }

        Rule(indent, derived, "");
        return true;
    }

    /// <summary>The rule of a node and its premises, without the fact itself.</summary>
    public void Rule(int indent, DerivedNode node, string note)
    {
        _shown.Add(node.Id);
        Lines.Add(new TextLine(indent, $"rule {node.RuleId}", Join(Join(node.Location, node.Stored is { } stored ? $"stored {stored}" : ""), note), LineStyle.Rule));
        Doc(indent + 1, node.Doc);
        Premises(indent + 1, node.Premises);
        Parameters(indent + 1, node.Parameters, node.ProgramVersion);
        Members(indent + 1, node);
    }

    /// <summary>Lines of one paragraph are one line here, which is broken where the terminal ends, not where the source did.</summary>
    public void Doc(int indent, string? doc)
    {
        string[] lines = (doc ?? "").Split('\n', StringSplitOptions.TrimEntries);
        for (int i = 0; i < lines.Length; i++)
        {
            string paragraph = lines[i];
            while (i + 1 < lines.Length && GoesOn(paragraph, lines[i + 1]))
            {
                paragraph += $" {lines[++i]}";
            }

            if (paragraph.Length > 0)
            {
                Lines.Add(new TextLine(indent, $"/// {paragraph}", "", LineStyle.Doc));
            }
        }
    }

    /// <summary>A blank line, an item of a list and what follows a colon begin anew.</summary>
    private static bool GoesOn(string paragraph, string next) => paragraph.Length > 0 && next.Length > 0 && paragraph[^1] != ':' && (char.IsAsciiLetterOrDigit(next[0]) || next[0] is '(' or '"');

    /// <summary>Values with the version of the rules that they belong to: a change of a value makes another version.</summary>
    public void Parameters(int indent, ImmutableArray<NamedValue> parameters, string program) =>
        Lines.AddRange(parameters.Select(p => new TextLine(indent, $"param {p.Name}", $"= {p.Value}, rules {program[..Math.Min(12, program.Length)]}", LineStyle.Condition)));

    private void Premises(int indent, ImmutableArray<ProofPremise> premises)
    {
        foreach (ProofPremise premise in premises)
        {
            switch (premise)
            {
                case FactPremise fact: Node(indent, fact.NodeId); break;
                case ConditionPremise condition: Lines.Add(new TextLine(indent, condition.Text, condition.Values, LineStyle.Condition)); break;
                case AbsencePremise absence: Absence(indent, absence.Pattern); break;
                case AggregatePremise aggregate:
                    Lines.Add(new TextLine(indent, $"{aggregate.Variable} = {aggregate.Text}", $"= {aggregate.Value}", LineStyle.Condition));
                    break;
                default: throw new System.Diagnostics.UnreachableException();
            }
        }
    }

    private void Members(int indent, DerivedNode node)
    {
        if (node.MemberCount == 0)
        {
            return;
        }

        int unlisted = node.MemberCount - node.Members.Length;
        Heading(indent, $"over {Count(node.MemberCount, "member")}", unlisted > 0 ? $"the {node.Members.Length} that contribute most; {unlisted} not listed" : "");
        for (int i = 0; i < node.Members.Length; i++)
        {
            Member(indent + 1, i + 1, node.Members[i]);
        }
    }

    /// <summary>One member of a group, by its place in the order of contributions.</summary>
    public void Member(int indent, int number, ProofMember member)
    {
        Heading(indent, $"member {number}");
        Premises(indent + 1, member.Premises);
    }

    private string NoteOf(ProofNode node, bool again) => node switch
    {
        GivenNode given => Join(Join(given.Origin ?? "given", given.Measure ?? ""), AgeOf(given)),
        CutNode cut => $"not shown: {cut.Reason}",
        _ => again ? $"shown above, proof {node.Id[..4]}" : $"proof {node.Id[..4]}",
    };

    /// <summary>How long before the moment of the proof the fact was told.</summary>
    private string AgeOf(GivenNode given) => given.At is not { } told || told >= at ? "" : $"told {ReadableTime.Ago(at.Nanoseconds - told.Nanoseconds)} before";

    private static string Join(string first, string second) => first.Length == 0 ? second : second.Length == 0 ? first : $"{first}, {second}";

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
