using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>What a decision needs: a candidate, its requirements met, no veto that strikes its class, a size that every cap allows, and no better candidate.</summary>
/// <remarks>That no better candidate exists is added when the engine finds one (see <c>Disagreements</c>); at most one decision a key follows from the key of the row.</remarks>
internal sealed class DecisionUnfolder(Scene scene, Unfolder unfolder)
{
    private const string KindField = "/kind";

    private readonly Dictionary<string, string> _made = new(StringComparer.Ordinal);

    /// <summary>Every way of every decision row.</summary>
    public List<MadeDecision> Ways { get; } = [];

    /// <summary>A truth value that implies a decision of a key by one of some rules (or of a given candidate).</summary>
    public string MadeBy(int predicate, Sym[] key, HashSet<BoundRule> rules)
    {
        string name = $"{predicate}({string.Join<Sym>(", ", key)}) by {string.Join(", ", rules.Select(static r => r.Index).Order())}";
        if (!_made.TryGetValue(name, out string? guard))
        {
            _made[name] = guard = Made(predicate, [.. key, null, null], Depth.Top, r => r is null || rules.Contains(r));
        }

        return guard;
    }

    /// <param name="predicate">Stands for the decide statement.</param>
    /// <param name="columns">Key, action, size; what has no value gets one.</param>
    /// <param name="depth">Of recursion.</param>
    /// <param name="may">Which rules may have proposed the winner; null stands for given candidates.</param>
    public string Made(int predicate, Sym?[] columns, Depth depth, Predicate<BoundRule?> may)
    {
        BoundDecide decide = scene.Program.DecideOf(predicate);
        BoundPredicate shape = scene.Program.Predicate(predicate);
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] ??= scene.Unknown(shape.Types[i], $"{shape.Name}_{shape.Columns[i]}");
        }

        string guard = scene.Guard(decide.Name);
        Row row = new(predicate, columns!, guard, IsGiven: false);
        BoundRule[] rules = [.. scene.Program.RulesOf(decide.Candidates).Where(r => ShapeOf(decide, row, r, out _) != Smt.False && may(r))];
        List<string> ways = scene.IsOutline ? [.. rules.GroupBy(ClassOf, StringComparer.Ordinal).Select(c => Outline(decide, row, c.Key, c))] : [.. rules.Select(r => Way(decide, row, r, depth))];
        if (scene.Program.IsOpen(decide.Candidates) && may(null))
        {
            ways.Add(Way(decide, row, null, depth));
        }

        scene.Assert(Smt.Implies(guard, Smt.Or(ways)));
        scene.Add(row);
        return guard;
    }

    /// <summary>A truth value that implies that vetoes, requirements or caps strike a candidate of a class.</summary>
    public string Struck(BoundDecide decide, string className, Sym[] candidate)
    {
        Sym[] key = KeyOf(decide, candidate);
        List<string> ways = [];
        if (!decide.VetoExcept.Contains(className))
        {
            ways.AddRange(decide.Vetoes.Select(veto => unfolder.Exists(veto, Columns(veto, key))));
        }

        foreach (Sym?[] unmet in Requirements(decide, className, key, candidate[decide.ActionColumn]))
        {
            ways.Add(unfolder.Absent(decide.Require!.Value, unmet));
        }

        if (!decide.CapExcept.Contains(className) && candidate[decide.SizeColumn] is SymScalar asked)
        {
            ways.AddRange(decide.Caps.Select(cap => NothingLeft(cap, key, asked)));
        }

        return Smt.Or(ways);
    }

    public static Sym[] KeyOf(BoundDecide decide, Sym[] candidate) => [.. decide.Key.Select(k => candidate[k])];

    private string NothingLeft(int cap, Sym[] key, SymScalar asked)
    {
        Sym?[] columns = Columns(cap, key);
        string holds = unfolder.Holds(cap, columns, Depth.Top);
        SymScalar limit = (SymScalar)columns[key.Length]!;
        return Smt.And(holds, Smt.Or(NotPositive(limit), NotPositive(asked)));
    }

    private static string ClassOf(BoundRule? rule) => rule?.Class ?? Candidate.DefaultClass;

    /// <summary>Some rule of a class proposed it, whichever: all that is known of the candidate is what all their heads allow.</summary>
    private string Outline(BoundDecide decide, Row row, string className, IEnumerable<BoundRule> rules)
    {
        string choice = scene.Guard($"{decide.Name}_by_some_{className}");
        Sym?[] candidate = CandidateOf(decide, row);
        scene.Assert(Smt.Implies(choice, Smt.Or(rules.Select(r => HeadShape.Of(r, candidate, scene)))));
        unfolder.FillUnknown(scene.Program.Predicate(decide.Candidates), candidate);
        scene.Add(new Row(decide.Candidates, candidate!, choice, IsGiven: false));
        scene.Assert(Smt.Implies(choice, Smt.And(Constraints(decide, new MadeDecision(row, null, className, choice, candidate!)))));
        return choice;
    }

    private string Way(BoundDecide decide, Row row, BoundRule? rule, Depth depth)
    {
        string choice = scene.Guard($"{decide.Name}_by_{rule?.Id ?? "given"}");
        scene.Assert(Smt.Implies(choice, ShapeOf(decide, row, rule, out Sym?[] candidate)));
        scene.Deferred.Add(choice, () => Spell(decide, row, rule, choice, candidate, depth));
        return choice;
    }

    /// <summary>What the rule's head says of a candidate that became the row; the candidate is the row's key and action, and what else there is.</summary>
    private string ShapeOf(BoundDecide decide, Row row, BoundRule? rule, out Sym?[] candidate)
    {
        candidate = CandidateOf(decide, row);
        return rule is null ? Smt.True : HeadShape.Of(rule, candidate, scene);
    }

    private Sym?[] CandidateOf(BoundDecide decide, Row row)
    {
        Sym?[] candidate = new Sym?[scene.Program.Predicate(decide.Candidates).Arity];
        for (int i = 0; i < decide.Key.Length; i++)
        {
            candidate[decide.Key[i]] = row.Columns[i];
        }

        candidate[decide.ActionColumn] = row.Columns[decide.Key.Length];
        return candidate;
    }

    private void Spell(BoundDecide decide, Row row, BoundRule? rule, string choice, Sym?[] candidate, Depth depth)
    {
        string proposed = rule is null ? unfolder.Holds(decide.Candidates, candidate, depth) : unfolder.Rule(rule, candidate, choice, depth);
        MadeDecision made = new(row, rule, ClassOf(rule), choice, candidate!);
        Ways.Add(made);
        if (rule is not null)
        {
            scene.Firings.Add(new Firing(rule, choice, candidate!));
            scene.Add(new Row(decide.Candidates, candidate!, choice, IsGiven: false));
        }

        scene.Assert(Smt.Implies(choice, Smt.And([proposed, .. Constraints(decide, made)])));
    }

    private IEnumerable<string> Constraints(BoundDecide decide, MadeDecision made)
    {
        Sym[] key = KeyOf(decide, made.Candidate);
        foreach (Sym?[] met in Requirements(decide, made.Class, key, made.Candidate[decide.ActionColumn]))
        {
            yield return unfolder.Holds(decide.Require!.Value, met, Depth.Top);
        }

        if (!decide.VetoExcept.Contains(made.Class))
        {
            foreach (int veto in decide.Vetoes)
            {
                scene.Add(new Absence(made.Choice, veto, Columns(veto, key)));
            }
        }

        yield return Size(decide, made, key);
    }

    /// <summary>The size is the asked one or a cap's, no cap is below it, and where there is a cap it is above 0.</summary>
    private string Size(BoundDecide decide, MadeDecision made, Sym[] key)
    {
        Sym size = made.Row.Columns[^1], asked = made.Candidate[decide.SizeColumn];
        if (decide.CapExcept.Contains(made.Class) || decide.Caps.IsEmpty || size is not SymScalar granted || asked is not SymScalar wanted)
        {
            return Sym.Equal(size, asked);
        }

        if (scene.AnySize)
        {
            foreach (int cap in decide.Caps)
            {
                scene.Add(new Absence(made.Choice, cap, Columns(cap, key), columns => Smt.Or(Exhausted(columns[key.Length]), NotPositive(wanted))));
            }

            return Smt.True;
        }

        List<string> ways = [Sym.Equal(size, asked)];
        foreach (int cap in decide.Caps)
        {
            Sym?[] limit = Columns(cap, key);
            limit[key.Length] = size;
            ways.Add(Smt.And(unfolder.Holds(cap, limit, Depth.Top), Comparing.Compare(ComparisonOperator.Less, granted.Value, wanted.Value), Smt.Not(NotPositive(granted))));
            scene.Add(new Absence(made.Choice, cap, Columns(cap, key), columns => Smt.Or(Below(columns[key.Length], granted), NotPositive(granted))));
        }

        return Smt.Or(ways);
    }

    private static string Below(Sym limit, SymScalar size) =>
        limit is SymScalar scalar && scalar.Kind == size.Kind ? Comparing.Compare(ComparisonOperator.Less, scalar.Value, size.Value) : Smt.False;

    private static string Exhausted(Sym limit) => limit is SymScalar scalar ? NotPositive(scalar) : Smt.False;

    private static string NotPositive(SymScalar size) => Comparing.Compare(ComparisonOperator.LessOrEqual, size.Value, Linear.Of(0, size.Value.IsReal));

    private Sym?[] Columns(int predicate, Sym[] key) => [.. key, .. new Sym?[scene.Program.Predicate(predicate).Arity - key.Length]];

    /// <summary>The rows that a class requires: key, name and, where there is such a column, the kind of action.</summary>
    private IEnumerable<Sym?[]> Requirements(BoundDecide decide, string className, Sym[] key, Sym action)
    {
        if (decide.Require is not { } require || !decide.Required.TryGetValue(className, out System.Collections.Immutable.ImmutableArray<string> names))
        {
            yield break;
        }

        foreach (string name in names)
        {
            Sym?[] columns = Columns(require, key);
            columns[key.Length] = scene.Constant(Value.Name(name));
            if (columns.Length > key.Length + 1)
            {
                columns[key.Length + 1] = KindOf(action);
            }

            yield return columns;
        }
    }

    private static Sym KindOf(Sym action) => action is SymStruct structure && structure.Fields.TryGetValue(KindField, out SymField? kind) ? kind.Value : action;
}
