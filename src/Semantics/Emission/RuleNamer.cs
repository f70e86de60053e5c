using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Gives every rule its unique id: the one written, otherwise <c>predicate#n</c>.</summary>
internal sealed class RuleNamer(DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, SourceSpan> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Call once per rule, in the order of path and place.</summary>
    public string Name(DraftRule rule)
    {
        int count = _counts[rule.Head.Name] = _counts.GetValueOrDefault(rule.Head.Name) + 1;
        string id = rule.Attributes.Id ?? $"{rule.Head.Name}#{count}";
        SourceSpan span = rule.Attributes.IdSpan ?? rule.HeadSpan;
        if (!_taken.TryAdd(id, span))
        {
            diagnostics.Add(Diagnostic.Create(NameDiagnostics.DuplicateRuleId, span, id) with { Related = [new(_taken[id], "it is this rule's id")] });
        }

        return id;
    }
}
