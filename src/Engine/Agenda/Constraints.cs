using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>The vetoes, requirements and caps that hold in one state, and what they do to a candidate.</summary>
internal sealed class Constraints(IRuleSession session, BoundProgram program, BoundDecide decide)
{
    private static readonly Value KindField = Value.Name("/kind");

    private readonly ConstraintRows _vetoes = ConstraintRows.Read(session, program, decide.Vetoes, decide.Key.Length);
    private readonly ConstraintRows _requirements = ConstraintRows.Read(session, program, decide.Require is { } r ? [r] : [], decide.Key.Length);
    private readonly ConstraintRows _caps = ConstraintRows.Read(session, program, decide.Caps, decide.Key.Length);

    /// <summary>Applies all of them: every reason is collected, not the first only. A survivor has no reasons.</summary>
    public ImmutableArray<NonDecisionReason> Judge(Candidate candidate, out Value size, out Fact? cap)
    {
        KeyRow key = new(candidate.Key);
        VetoedReason? vetoed = Vetoes(candidate, key);
        RequirementUnmetReason? unmet = Unmet(candidate, key);
        CappedToNothingReason? capped = null;
        size = candidate.AskedSize;
        cap = null;
        if (!decide.CapExcept.Contains(candidate.Class) && !SizeCap.TryApply(candidate.AskedSize, _caps.Of(key), decide.Key.Length, out size, out cap))
        {
            capped = new CappedToNothingReason(cap!);
        }

        return vetoed is null && unmet is null && capped is null ? [] : [.. new NonDecisionReason?[] { vetoed, unmet, capped }.OfType<NonDecisionReason>()];
    }

    /// <summary>For each name that the candidate's class requires, in the program's order, the first row that meets it.</summary>
    public ImmutableArray<Fact> RowsThatMeet(Candidate candidate)
    {
        IReadOnlyList<Fact> rows = _requirements.Of(new KeyRow(candidate.Key));
        Value kind = KindOf(candidate.Action);
        return [.. NamesRequiredOf(candidate).Select(name => rows.First(row => IsMet(row, name, kind)))];
    }

    private ImmutableArray<string> NamesRequiredOf(Candidate candidate) =>
        decide.Required.TryGetValue(candidate.Class, out ImmutableArray<string> names) ? names : [];

    private VetoedReason? Vetoes(Candidate candidate, KeyRow key)
    {
        IReadOnlyList<Fact> rows = _vetoes.Of(key);
        return rows.Count > 0 && !decide.VetoExcept.Contains(candidate.Class) ? new VetoedReason([.. rows]) : null;
    }

    private RequirementUnmetReason? Unmet(Candidate candidate, KeyRow key)
    {
        IReadOnlyList<Fact> rows = _requirements.Of(key);
        Value kind = KindOf(candidate.Action);
        ImmutableArray<string>.Builder? unmet = null;
        foreach (string name in NamesRequiredOf(candidate))
        {
            if (!HasRowThatMeets(rows, name, kind))
            {
                (unmet ??= ImmutableArray.CreateBuilder<string>()).Add(name);
            }
        }

        return unmet is null ? null : new RequirementUnmetReason(unmet.ToImmutable());
    }

    private bool HasRowThatMeets(IReadOnlyList<Fact> rows, string name, Value kind)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            if (IsMet(rows[i], name, kind))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Columns after the key: the requirement's name and, where the predicate has it, the kind of action that it was met for.</summary>
    private bool IsMet(Fact row, string name, Value kind)
    {
        int column = decide.Key.Length;
        Value found = row.Arguments[column];
        return found.Kind is ValueKind.Name or ValueKind.String && found.AsText == name
            && (row.Arguments.Length == column + 1 || row.Arguments[column + 1] == kind);
    }

    /// <summary>The <c>/kind</c> field of a structure, otherwise the action itself.</summary>
    private static Value KindOf(Value action) =>
        action.Kind is ValueKind.Struct or ValueKind.Map && action.TryGetEntry(KindField, out Value kind) ? kind : action;
}
