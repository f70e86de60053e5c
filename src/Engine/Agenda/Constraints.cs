using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>The vetoes, requirements and caps that hold in one state, and what they do to a candidate.</summary>
internal sealed class Constraints(BoundProgram program, BoundDecide decide)
{
    private static readonly Value KindField = Value.Name("/kind");

    private readonly ConstraintRows _vetoes = Rows(program, decide.Vetoes, decide.Key.Length);
    private readonly ConstraintRows _requirements = Rows(program, decide.Require is { } r ? [r] : [], decide.Key.Length);
    private readonly ConstraintRows _caps = Rows(program, decide.Caps, decide.Key.Length);

    /// <summary>Of the candidate that is judged.</summary>
    private readonly List<NonDecisionReason> _reasons = [];
    private readonly List<string> _unmet = [];

    /// <summary>Takes those that hold in the session's current state.</summary>
    public void Refresh(IRuleSession session)
    {
        _vetoes.Refresh(session);
        _requirements.Refresh(session);
        _caps.Refresh(session);
    }

    /// <summary>Applies all of them: every reason is collected, not the first only. A survivor has no reasons.</summary>
    public ImmutableArray<NonDecisionReason> Judge(Candidate candidate, out Value size, out Fact? cap)
    {
        _reasons.Clear();
        KeyRow key = new(candidate.Key);
        AddVetoes(candidate, key);
        AddUnmet(candidate, key);
        size = candidate.AskedSize;
        cap = null;
        if (!decide.CapExcept.Contains(candidate.Class) && !SizeCap.TryApply(candidate.AskedSize, _caps.Of(key), decide.Key.Length, out size, out cap))
        {
            _reasons.Add(new CappedToNothingReason(cap!));
        }

        return _reasons.Count == 0 ? [] : [.. _reasons];
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

    private static ConstraintRows Rows(BoundProgram program, ImmutableArray<int> predicates, int keyColumns) => new([.. predicates.Select(id => program.Predicates[id].Name)], keyColumns);

    private void AddVetoes(Candidate candidate, KeyRow key)
    {
        IReadOnlyList<Fact> rows = _vetoes.Of(key);
        if (rows.Count > 0 && !decide.VetoExcept.Contains(candidate.Class))
        {
            _reasons.Add(new VetoedReason([.. rows]));
        }
    }

    private void AddUnmet(Candidate candidate, KeyRow key)
    {
        ImmutableArray<string> required = NamesRequiredOf(candidate);
        if (required.IsEmpty)
        {
            return;
        }

        IReadOnlyList<Fact> rows = _requirements.Of(key);
        Value kind = KindOf(candidate.Action);
        _unmet.Clear();
        foreach (string name in required)
        {
            if (!HasRowThatMeets(rows, name, kind))
            {
                _unmet.Add(name);
            }
        }

        if (_unmet.Count > 0)
        {
            _reasons.Add(new RequirementUnmetReason(_unmet.Count == required.Length ? required : [.. _unmet]));
        }
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
