using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Unfolds literals into the rows that must exist for them to hold: rules downwards, to rows that are given.</summary>
internal sealed class Unfolder
{
    private readonly Scene _scene;
    private readonly SolverLimits _limits;
    private readonly CaseSplit? _split;
    private readonly GroupUnfolder _groups;
    private readonly DecisionUnfolder _decisions;
    private readonly BodyUnfolder _bodies;
    private readonly PastUnfolder _past;
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Guard, Sym?[] Columns)> _existing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _absent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Guard, Sym?[] Columns)> _keyed = new(StringComparer.Ordinal);

    public Unfolder(Scene scene, SolverLimits limits, GivenRows given, CaseSplit? split = null)
    {
        _scene = scene;
        _split = split;
        _limits = limits;
        Given = given;
        Expressions = new ExpressionEncoder(scene);
        _bodies = new BodyUnfolder(scene, Expressions, this);
        _groups = new GroupUnfolder(scene, Expressions, _bodies);
        _decisions = new DecisionUnfolder(scene, this);
        _past = new PastUnfolder(scene, this);
    }

    public ExpressionEncoder Expressions { get; }

    public BodyUnfolder Bodies => _bodies;

    public DecisionUnfolder Decisions => _decisions;

    public GivenRows Given { get; }

    /// <summary>What may be taken for granted of rows of less height than the one that breaks a promise; null for nothing.</summary>
    public InductionHypothesis? Hypothesis { get; set; }

    private VerifiedProgram Program => _scene.Program;

    /// <summary>A truth value that implies that a row with these columns exists. Columns without a value get one.</summary>
    public string Holds(int predicate, Sym?[] columns, Depth depth)
    {
        string? key = columns.Contains(null) ? null : $"{Scope(depth)}{predicate}({string.Join(", ", columns.Select(static c => c!.ToString()))})";
        if (key is not null && _known.TryGetValue(key, out string? known))
        {
            return known;
        }

        string guard = IsOneRow(predicate, columns) ? Keyed(predicate, columns, depth) : Unfold(predicate, columns, depth);
        if (key is not null)
        {
            _known[key] = guard;
        }

        return guard;
    }

    /// <summary>True when the columns that are known fix the row, so that one row of the scene stands for every mention of it.</summary>
    private bool IsOneRow(int predicate, Sym?[] columns)
    {
        System.Collections.Immutable.ImmutableArray<int> key = Program.KeyOf(predicate);
        return !key.IsDefault && !Program.IsDecision(predicate) && !Program.IsRecursive(predicate) && key.All(k => columns[k] is not null);
    }

    private string Keyed(int predicate, Sym?[] columns, Depth depth)
    {
        System.Collections.Immutable.ImmutableArray<int> key = Program.KeyOf(predicate);
        string text = $"{Scope(depth)}{predicate}[{string.Join(", ", key.Select(k => columns[k]!.ToString()))}]";
        if (!_keyed.TryGetValue(text, out (string Guard, Sym?[] Columns) row))
        {
            Sym?[] own = [.. columns.Select((c, i) => key.Contains(i) ? c : null)];
            _keyed[text] = row = (Unfold(predicate, own, depth), own);
        }

        List<string> conditions = [row.Guard];
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i] is { } wanted && !key.Contains(i))
            {
                conditions.Add(Sym.Equal(wanted, row.Columns[i]!));
            }

            columns[i] ??= row.Columns[i];
        }

        return Smt.And(conditions);
    }

    /// <summary>Rows below the induction's row carry its hypothesis: they do not stand for rows elsewhere.</summary>
    private string Scope(Depth depth) => Hypothesis is { } hypothesis && depth.Of(hypothesis.Predicate) > 0 ? "below " : "";

    private string Unfold(int predicate, Sym?[] columns, Depth depth) =>
        Program.IsDecision(predicate) ? _decisions.Made(predicate, columns, depth, Parted(predicate))
        : Program.Predicate(predicate).IsDerived ? Derived(predicate, columns, depth)
        : Program.Predicate(predicate).View is { } view ? _past.Row(predicate, view, columns, depth)
        : Program.IsOpen(predicate) ? Given.Row(predicate, columns)
        : Fixed(predicate, columns);

    /// <summary>As <see cref="Holds"/>, but one row stands for all that match the same pattern: for statements that only say that there is one.</summary>
    /// <param name="predicate">Id.</param>
    /// <param name="pattern">Null matches anything; is completed with the row's columns.</param>
    public string Exists(int predicate, Sym?[] pattern)
    {
        string key = $"{predicate}({string.Join(", ", pattern.Select(static c => c?.ToString() ?? "_"))})";
        if (!_existing.TryGetValue(key, out (string Guard, Sym?[] Columns) known))
        {
            Sym?[] columns = [.. pattern];
            known = (Holds(predicate, columns, Depth.Top), columns);
            _existing.Add(key, known);
        }

        known.Columns.CopyTo(pattern, 0);
        return known.Guard;
    }

    /// <summary>What one rule needs to derive a row; columns without a value get one.</summary>
    public string Rule(BoundRule rule, Sym?[] columns, string guard, Depth depth)
    {
        Sym?[] slots = new Sym?[rule.Variables.Length];
        List<string> conditions = [];
        for (int i = 0; i < columns.Length; i++)
        {
            if (!rule.IsGrouped && columns[i] is { } column)
            {
                HeadShape.Bind(rule.Head[i], column, slots);
            }
        }

        if (rule.IsGrouped)
        {
            _groups.Group(rule, columns, slots, conditions, guard, depth);
        }
        else
        {
            _bodies.Body(rule.Body, slots, conditions, guard, depth);
        }

        Head(rule, columns, slots, conditions);
        return Smt.And(conditions);
    }

    /// <summary>A truth value that implies that no row matches a pattern.</summary>
    public string Absent(int predicate, Sym?[] pattern)
    {
        string key = $"{predicate}({string.Join(", ", pattern.Select(static c => c?.ToString() ?? "_"))})";
        if (!_absent.TryGetValue(key, out string? guard))
        {
            _absent[key] = guard = _scene.Guard($"no_{Program.Predicate(predicate).Name}");
            _scene.Add(new Absence(guard, predicate, pattern));
        }

        return guard;
    }

    private void Head(BoundRule rule, Sym?[] columns, Sym?[] slots, List<string> conditions)
    {
        foreach (BoundLet let in rule.Transforms.OfType<BoundLet>())
        {
            slots[let.Slot] ??= Expressions.Encode(let.Value, slots, conditions);
        }

        for (int i = 0; i < columns.Length; i++)
        {
            Sym value = Expressions.Encode(rule.Head[i], slots, conditions) ?? _scene.Unknown(Program.Predicate(rule.HeadPredicate).Types[i], "head");
            if (columns[i] is { } wanted)
            {
                conditions.Add(Sym.Equal(wanted, value));
            }
            else
            {
                columns[i] = value;
            }
        }
    }

    private string Derived(int predicate, Sym?[] columns, Depth depth)
    {
        BoundPredicate shape = Program.Predicate(predicate);
        string guard;
        if (Program.IsRecursive(predicate) && depth.Of(predicate) >= _limits.Unfoldings)
        {
            _scene.Simplifications.Add($"'{shape.Name}' is recursive: beyond {_limits.Unfoldings} steps it is taken as possible");
            FillUnknown(shape, columns);
            guard = _scene.Guard($"{shape.Name}_deeper");
        }
        else
        {
            guard = _scene.Guard(shape.Name);
            Spell(predicate, columns, guard, depth.Below(predicate));
            _scene.Add(new Row(predicate, columns!, guard, IsGiven: false));
        }

        if (Hypothesis?.Predicate == predicate && depth.Of(predicate) > 0)
        {
            _scene.Assert(Smt.Implies(guard, Hypothesis.Of(columns!)));
        }

        return guard;
    }

    /// <summary>Says what a derived row needs. A combined column is any value of its type: it comes from all derivations, not from the one that is looked at.</summary>
    private void Spell(int predicate, Sym?[] columns, string guard, Depth below)
    {
        BoundRule[] rules = [.. Program.RulesOf(predicate)];
        int? combined = Program.CombinedColumn(predicate);
        if (rules.Length == 1 && _scene.ClosedFactsOf(predicate).Count == 0 && !Program.Predicate(predicate).IsExtensional && combined is null)
        {
            _scene.Assert(Smt.Implies(guard, Rule(rules[0], columns, guard, below)));
            _scene.Firings.Add(new Firing(rules[0], guard, columns!));
            return;
        }

        FillUnknown(Program.Predicate(predicate), columns);
        Sym?[] made = [.. columns];
        if (combined is { } column)
        {
            made[column] = null;
            Certainty(predicate, columns[column]!, guard);
        }

        _scene.Assert(Smt.Implies(guard, Smt.Or(Ways(predicate, made, below))));
    }

    private void Certainty(int predicate, Sym combined, string guard)
    {
        _scene.Simplifications.Add($"what the rows of '{Program.Predicate(predicate).Name}' are combined to is taken as any value of its type");
        if (Program.Predicate(predicate).Tag is not null && combined is SymScalar certainty)
        {
            _scene.Assert(Smt.Implies(guard, $"(and (<= 0.0 {certainty.Value}) (<= {certainty.Value} 1.0))"));
        }
    }

    /// <summary>What may have made a row: rules whose heads fit, facts of the text, a given row.</summary>
    private List<string> Ways(int predicate, Sym?[] columns, Depth below)
    {
        Predicate<BoundRule?> may = Parted(predicate);
        List<string> ways = [.. Program.RulesOf(predicate).Where(r => HeadShape.Of(r, columns, _scene) != Smt.False && may(r)).Select(r => Way(r, columns, below))];
        IReadOnlyList<Fact> facts = _scene.ClosedFactsOf(predicate);
        bool open = Program.Predicate(predicate).IsExtensional;
        if ((open || facts.Count > 0) && may(null))
        {
            ways.AddRange(facts.Select(f => Scene.Match(columns, [.. f.Arguments.Select(_scene.Constant)])));
            ways.AddRange(open ? [Given.Row(predicate, [.. columns])] : []);
        }

        return ways;
    }

    private Predicate<BoundRule?> Parted(int predicate) => _split?.Take(predicate) ?? (static _ => true);

    private string Way(BoundRule rule, Sym?[] columns, Depth depth)
    {
        string choice = _scene.Guard($"by_{rule.Id}");
        _scene.Assert(Smt.Implies(choice, HeadShape.Of(rule, columns, _scene)));
        _scene.Deferred.Add(choice, () => _scene.Assert(Smt.Implies(choice, Rule(rule, [.. columns], choice, depth))));
        if (!columns.Contains(null))
        {
            _scene.Firings.Add(new Firing(rule, choice, columns!));
        }

        return choice;
    }

    private string Fixed(int predicate, Sym?[] columns)
    {
        FillUnknown(Program.Predicate(predicate), columns);
        return Smt.Or(_scene.ClosedFactsOf(predicate).Select(f => Scene.Match(columns, [.. f.Arguments.Select(_scene.Constant)])));
    }

    /// <summary>Gives columns without a value one of their type.</summary>
    public void FillUnknown(BoundPredicate shape, Sym?[] columns)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] ??= _scene.Unknown(shape.Types[i], $"{shape.Name}_{shape.Columns[i]}");
        }
    }
}
