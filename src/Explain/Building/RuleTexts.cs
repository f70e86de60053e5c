using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>What explanations quote of a program's text, each piece cut out once. Any thread; kept as long as the program is.</summary>
internal static class RuleTexts
{
    private static readonly ConditionalWeakTable<SourceText, ConcurrentDictionary<TextSpan, string>> _collapsed = [];
    private static readonly ConditionalWeakTable<BoundRule, RuleFacts> _rules = [];

    /// <summary>The text of a rule's span; runs of white space, line breaks included, are one blank.</summary>
    public static string Of(in SourceSpan span)
    {
        ConcurrentDictionary<TextSpan, string> known = _collapsed.GetOrCreateValue(span.Source);
        return known.TryGetValue(span.Span, out string? text) ? text : known.GetOrAdd(span.Span, Collapse(span.Text));
    }

    /// <inheritdoc cref="SourceSpan.ToLocation"/>
    public static string LocationOf(BoundRule rule) => FactsOf(rule).Location;

    /// <summary>Indexes of the parameters that a rule reads, sorted by name.</summary>
    public static ImmutableArray<int> ParametersOf(BoundRule rule, BoundProgram program)
    {
        RuleFacts facts = FactsOf(rule);
        if (facts.Parameters.IsDefault)
        {
            facts.Parameters = [.. BoundWalk.ExpressionsOf(rule).OfType<BoundParameter>().Select(static p => p.Index).Distinct().OrderBy(index => program.Params[index].Name, StringComparer.Ordinal)];
        }

        return facts.Parameters;
    }

    private static RuleFacts FactsOf(BoundRule rule) => _rules.GetValue(rule, static r => new RuleFacts(r.Span.ToLocation()));

    private static string Collapse(string text)
    {
        StringBuilder collapsed = new(text.Length);
        foreach (char c in text.Trim())
        {
            if (!char.IsWhiteSpace(c))
            {
                collapsed.Append(c);
            }
            else if (collapsed[^1] != ' ')
            {
                collapsed.Append(' ');
            }
        }

        return collapsed.ToString();
    }

    private sealed class RuleFacts(string location)
    {
        public string Location { get; } = location;

        /// <summary>Names do not change with the values of parameters, so neither does their order.</summary>
        public ImmutableArray<int> Parameters { get; set; }
    }
}
