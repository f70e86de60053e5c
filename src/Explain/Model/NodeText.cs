using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>The canonical text of a node, from which its id is computed: one item a line, every text quoted as a string of the rule language.</summary>
/// <remarks>
/// Annotations (location, doc) and the id itself are left out; children stand as their ids. The format is documented in <see cref="ProofVerifier"/>;
/// changing it changes every id, so it is versioned with <see cref="ProofJson.Format"/>.
/// </remarks>
internal static class NodeText
{
    /// <summary>The node with its id computed.</summary>
    public static T Identify<T>(T node)
        where T : ProofNode => node with { Id = IdOf(node) };

    public static string IdOf(ProofNode node)
    {
        StringBuilder text = ScratchText.Take();
        Append(text, node);
        string id = ContentId.Of(text);
        ScratchText.Give(text);
        return id;
    }

    public static string Of(ProofNode node)
    {
        StringBuilder text = ScratchText.Take();
        Append(text, node);
        return ScratchText.Finish(text);
    }

    private static void Append(StringBuilder text, ProofNode node)
    {
        switch (node)
        {
            case GivenNode { At: { } at } given:
                Line(text, "given", given.Fact, given.Origin ?? "", at.ToString());
                break;
            case GivenNode { Origin: null }:
                Line(text, "given", node.Fact);
                break;
            case GivenNode given:
                Line(text, "given", given.Fact, given.Origin);
                break;
            case CutNode cut:
                Line(text, "cut", node.Fact, cut.Reason);
                break;
            case DerivedNode derived:
                Append(text, derived);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static void Append(StringBuilder text, DerivedNode node)
    {
        Line(text, "derived", node.Fact);
        Line(text, "program", node.ProgramVersion);
        Line(text, "rule", node.RuleId);
        if (node.Stored is { } stored)
        {
            Line(text, "stored", stored);
        }

        foreach (NamedValue binding in node.Bindings)
        {
            Line(text, "binding", binding.Name, binding.Value);
        }

        foreach (NamedValue parameter in node.Parameters)
        {
            Line(text, "parameter", parameter.Name, parameter.Value);
        }

        Append(text, node.Premises);
        Line(text, "members", node.MemberCount.ToString(CultureInfo.InvariantCulture));
        foreach (ProofMember member in node.Members)
        {
            Line(text, "member");
            Append(text, member.Premises);
        }
    }

    private static void Append(StringBuilder text, ImmutableArray<ProofPremise> premises)
    {
        foreach (ProofPremise premise in premises)
        {
            switch (premise)
            {
                case FactPremise fact: Line(text, "fact", fact.NodeId); break;
                case ConditionPremise condition: Line(text, "condition", condition.Text, condition.Values); break;
                case AbsencePremise absence: Line(text, "absent", absence.Pattern); break;
                case AggregatePremise aggregate: Line(text, "aggregate", aggregate.Variable, aggregate.Text, aggregate.Value); break;
                default: throw new System.Diagnostics.UnreachableException();
            }
        }
    }

    private static void Line(StringBuilder text, string word, params ReadOnlySpan<string> parts)
    {
        text.Append(word);
        foreach (string part in parts)
        {
            ValueText.AppendQuoted(text.Append(' '), part);
        }

        text.Append('\n');
    }
}
