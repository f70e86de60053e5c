using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Turns draft decide statements into bound ones.</summary>
internal sealed class DecideEmitter(DiagnosticBag diagnostics, IReadOnlyList<DraftRule> clauses)
{
    public BoundDecide Emit(DraftDecide draft) => new()
    {
        Name = draft.Name,
        Candidates = draft.Candidates.Id,
        Key = draft.Key,
        ActionColumn = draft.ActionColumn,
        SizeColumn = draft.SizeColumn,
        ConfidenceColumn = draft.ConfidenceColumn,
        Vetoes = [.. draft.Vetoes.Select(static v => v.Id)],
        VetoExcept = draft.VetoExcept,
        Require = draft.Require?.Id,
        Required = Required(draft),
        Caps = [.. draft.Caps.Select(static c => c.Id)],
        CapExcept = draft.CapExcept,
        Classes = draft.Classes,
        CooldownNs = draft.CooldownNs,
        CooldownExcept = draft.CooldownExcept,
        Span = draft.Span,
    };

    private ImmutableSortedDictionary<string, ImmutableArray<string>> Required(DraftDecide draft)
    {
        ImmutableSortedDictionary<string, ImmutableArray<string>> none = ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);
        if (draft.Require is not { } require)
        {
            return none;
        }

        ImmutableArray<string> met = MetNames(require, draft.Key.Length, out bool isComplete);
        if (draft.RequiredFor is { } written)
        {
            CheckNames(draft, written, met, isComplete);
            return none.AddRange(written);
        }

        return none.AddRange(ClassesOf(draft).Except(draft.RequireExcept, StringComparer.Ordinal).Select(c => KeyValuePair.Create(c, met)));
    }

    /// <summary>The constant names of requirements that rules and facts meet; not complete when one of them computes its name.</summary>
    private ImmutableArray<string> MetNames(PredicateSymbol require, int column, out bool isComplete)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        isComplete = !require.IsExtensional;
        foreach (DraftRule clause in clauses.Where(c => c.Head == require))
        {
            if (clause.HeadArguments[column] is DraftConstant { Shape: { Number: null, Settled: { Kind: ValueKind.Name } name } })
            {
                names.Add(name.AsText);
            }
            else
            {
                isComplete = false;
            }
        }

        return [.. names];
    }

    private void CheckNames(DraftDecide draft, ImmutableSortedDictionary<string, ImmutableArray<string>> written, ImmutableArray<string> met, bool isComplete)
    {
        foreach (string name in written.Values.SelectMany(static n => n).Where(n => isComplete && !met.Contains(n)).Distinct(StringComparer.Ordinal))
        {
            string? near = NameSuggestion.Nearest(name, met);
            diagnostics.Add(Diagnostic.Create(DecisionDiagnostics.UnknownRequirement, draft.RequireSpan ?? draft.Span, name) with
            {
                Help = near is null ? null : $"did you mean '{near}'?",
            });
        }
    }

    /// <summary>The classes named in the statement and those that rules of candidates have.</summary>
    private IEnumerable<string> ClassesOf(DraftDecide draft) =>
        draft.Classes.Concat(clauses.Where(c => c.Head == draft.Candidates).Select(static c => c.Attributes.Class ?? "/entry")).Append("/entry").Distinct(StringComparer.Ordinal);
}
