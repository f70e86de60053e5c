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
        ImmutableArray<NonDecisionReason>.Builder reasons = ImmutableArray.CreateBuilder<NonDecisionReason>();
        KeyRow key = new(candidate.Key);
        AddVetoes(candidate, key, reasons);
        AddUnmet(candidate, key, reasons);
        size = candidate.AskedSize;
        cap = null;
        if (!decide.CapExcept.Contains(candidate.Class) && !SizeCap.TryApply(candidate.AskedSize, _caps.Of(key), decide.Key.Length, out size, out cap))
        {
            reasons.Add(new CappedToNothingReason(cap!));
        }

        return reasons.DrainToImmutable();
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

    private void AddVetoes(Candidate candidate, KeyRow key, ImmutableArray<NonDecisionReason>.Builder reasons)
    {
        IReadOnlyList<Fact> rows = _vetoes.Of(key);
        if (rows.Count > 0 && !decide.VetoExcept.Contains(candidate.Class))
        {
            reasons.Add(new VetoedReason([.. rows]));
        }
    }

    private void AddUnmet(Candidate candidate, KeyRow key, ImmutableArray<NonDecisionReason>.Builder reasons)
    {
        IReadOnlyList<Fact> rows = _requirements.Of(key);
        Value kind = KindOf(candidate.Action);
        ImmutableArray<string> unmet = [.. NamesRequiredOf(candidate).Where(name => !rows.Any(row => IsMet(row, name, kind)))];
        if (!unmet.IsEmpty)
        {
            reasons.Add(new RequirementUnmetReason(unmet));
        }
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
