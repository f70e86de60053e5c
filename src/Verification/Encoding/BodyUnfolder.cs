using System.Collections.Immutable;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Unfolds the literals of a body, each as soon as what it needs is known; positive atoms in the order in which they are written.</summary>
internal sealed class BodyUnfolder(Scene scene, ExpressionEncoder expressions, Unfolder unfolder)
{
    /// <summary>Adds to <paramref name="conditions"/> what the body needs, and to the scene what must be absent where <paramref name="guard"/> is true.</summary>
    public void Body(IReadOnlyList<BoundLiteral> body, Sym?[] slots, List<string> conditions, string guard, Depth depth)
    {
        List<BoundLiteral> waiting = [.. body.Where(static l => l is not BoundAtom { IsNegated: true })];
        while (waiting.Count > 0)
        {
            int ready = waiting.FindIndex(l => l is not BoundAtom && TryTest(l, slots, conditions));
            if (ready < 0)
            {
                ready = waiting.FindIndex(static l => l is BoundAtom);
                if (ready < 0)
                {
                    throw new InvalidOperationException($"no order evaluates {waiting[0].Span.Text}: the program was not checked for safety");
                }

                BoundAtom atom = (BoundAtom)waiting[ready];
                conditions.Add(Atom(atom, slots, depth));
            }

            waiting.RemoveAt(ready);
        }

        foreach (BoundAtom absent in body.OfType<BoundAtom>().Where(static a => a.IsNegated))
        {
            scene.Add(new Absence(guard, absent.Predicate, Pattern(absent, slots)));
        }
    }

    /// <summary>The values of a negated atom's arguments; null matches anything.</summary>
    public Sym?[] Pattern(BoundAtom atom, Sym?[] slots) => [.. atom.Arguments.Select(a => expressions.Encode(a, slots, []))];

    /// <summary>Makes a comparison or built-in a condition, or binds a variable by it; false while something in it has no value.</summary>
    /// <param name="isEnough">What is made a condition must suffice for the literal, not only follow from it: of a threshold with hysteresis the stronger one.</param>
    public bool TryTest(BoundLiteral literal, Sym?[] slots, List<string> conditions, bool isEnough = false) => literal switch
    {
        BoundComparison { Hysteresis: { } hysteresis } threshold when !isEnough => TryThreshold(threshold, hysteresis, slots, conditions),
        BoundComparison comparison => TryCompare(comparison, slots, conditions),
        BoundBuiltinLiteral builtin => TryBuiltin(builtin, slots, conditions),
        _ => false,
    };

    private string Atom(BoundAtom atom, Sym?[] slots, Depth depth)
    {
        Sym?[] columns = [.. atom.Arguments.Select(a => expressions.Encode(a, slots, []))];
        List<string> repeated = [];
        string holds = unfolder.Holds(atom.Predicate, columns, depth);
        for (int i = 0; i < columns.Length; i++)
        {
            if (atom.Arguments[i] is BoundVariable variable)
            {
                if (slots[variable.Slot] is { } bound && !ReferenceEquals(bound, columns[i]))
                {
                    repeated.Add(Sym.Equal(bound, columns[i]!));
                }

                slots[variable.Slot] ??= columns[i];
            }
        }

        return Smt.And([holds, .. repeated]);
    }

    private bool TryCompare(BoundComparison comparison, Sym?[] slots, List<string> conditions)
    {
        List<string> needed = [];
        Sym? left = expressions.Encode(comparison.Left, slots, needed), right = expressions.Encode(comparison.Right, slots, needed);
        bool assigns = comparison.Operator == ComparisonOperator.Equal;
        if (left is null && right is not null && assigns && comparison.Left is BoundVariable a)
        {
            slots[a.Slot] = right;
        }
        else if (right is null && left is not null && assigns && comparison.Right is BoundVariable b)
        {
            slots[b.Slot] = left;
        }
        else if (left is null || right is null)
        {
            return false;
        }
        else
        {
            needed.Add(Compared(comparison.Operator, left, right));
        }

        conditions.AddRange(needed);
        return true;
    }

    /// <summary>Whether the rule held before is not known: either threshold may count.</summary>
    private bool TryThreshold(BoundComparison threshold, BoundHysteresis hysteresis, Sym?[] slots, List<string> conditions)
    {
        BoundComparison enter = threshold with { Hysteresis = null };
        BoundComparison exit = hysteresis.EnterOnRight ? enter with { Right = hysteresis.Exit } : enter with { Left = hysteresis.Exit };
        List<string> entered = [], stayed = [];
        if (!TryCompare(enter, slots, entered) || !TryCompare(exit, slots, stayed))
        {
            return false;
        }

        scene.Simplifications.Add("whether a rule with hysteresis was on before is taken as possible");
        conditions.Add(Smt.Or(Smt.And(entered), Smt.And(stayed)));
        return true;
    }

    private string Compared(ComparisonOperator op, Sym left, Sym right)
    {
        if (op is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            string equal = Sym.Equal(left, right);
            return op == ComparisonOperator.Equal ? equal : Smt.Not(equal);
        }

        if (left is SymScalar x && right is SymScalar y)
        {
            return x.Kind == y.Kind ? Comparing.Compare(op, x.Value, y.Value) : Smt.False;
        }

        scene.Simplifications.Add("structures that are compared by order are taken as in any order");
        return Smt.True;
    }

    private bool TryBuiltin(BoundBuiltinLiteral builtin, Sym?[] slots, List<string> conditions)
    {
        List<string> needed = [];
        Sym?[] arguments = [.. builtin.Arguments.Select(a => expressions.Encode(a, slots, needed))];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is null && builtin.Predicate.IsInput(i))
            {
                return false;
            }
        }

        if (builtin.Predicate.Name == ":match_field" && arguments[0] is SymStruct from && expressions.NameOf(arguments[1]!) is { } name)
        {
            MatchField(builtin, from, name, arguments[2], slots, needed);
        }
        else
        {
            Unread(builtin, arguments, slots);
        }

        conditions.AddRange(needed);
        return true;
    }

    private static void MatchField(BoundBuiltinLiteral builtin, SymStruct from, string name, Sym? wanted, Sym?[] slots, List<string> needed)
    {
        SymField? field = from.Fields.GetValueOrDefault(name);
        string matches = field is null ? Smt.False : Smt.And(field.Present, wanted is null ? Smt.True : Sym.Equal(wanted, field.Value));
        needed.Add(builtin.IsNegated ? Smt.Not(matches) : matches);
        if (wanted is null && !builtin.IsNegated && builtin.Arguments[2] is BoundVariable output)
        {
            // An absent field has no value; any stands in, since the condition is false then.
            slots[output.Slot] = field?.Value ?? new SymScalar(SymKind.Code, Linear.Of(0));
        }
    }

    private void Unread(BoundBuiltinLiteral builtin, Sym?[] arguments, Sym?[] slots)
    {
        scene.Simplifications.Add($"'{builtin.Predicate.Name}' is taken as possible for any values");
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is null && builtin.Arguments[i] is BoundVariable output)
            {
                slots[output.Slot] = scene.Unknown(builtin.Arguments[i].Type, "part");
            }
        }
    }
}
