using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Verification;

/// <summary>Where in a state's rows that is what may move.</summary>
internal sealed class Places(Scene scene, GivenState before)
{
    private readonly Dictionary<string, (Fact Fact, int Column, SymKind Kind)> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Fact> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _new = new(StringComparer.Ordinal);

    /// <param name="name">The solver's name for a column of a fact.</param>
    /// <param name="fact">Of the state.</param>
    /// <param name="column">Its index.</param>
    /// <param name="kind">Of its value.</param>
    public void Column(string name, Fact fact, int column, SymKind kind) => _columns.Add(name, (fact, column, kind));

    /// <summary>A truth value that a fact of the state stays.</summary>
    public void Kept(string guard, Fact fact) => _kept.Add(guard, fact);

    /// <summary>A truth value that a row comes.</summary>
    public void New(string guard) => _new.Add(guard);

    /// <summary>The state of a point, which takes over the values that the language can hold; null where it cannot be written: a row comes, a name is any other, a number does not fit.</summary>
    /// <param name="parts">What may move.</param>
    /// <param name="point">Where it is.</param>
    /// <param name="step">Reals that moved go on by this much, relative (see <see cref="Nudge"/>); 0 for not at all, unless they are on an edge that has to be crossed.</param>
    public MovedState? At(FreeParts parts, MovedPoint point, double step)
    {
        Dictionary<Fact, Value[]> moved = [];
        HashSet<Fact> gone = [];
        StringBuilder pins = new();
        return Numbers(parts, point, step, moved, pins) && Choices(parts, point, moved, gone, pins)
            ? new MovedState(before with { Facts = [.. before.Facts.Where(f => !gone.Contains(f)).Select(f => moved.TryGetValue(f, out Value[]? now) ? new Fact(f.Predicate, now) : f).Order()] }, pins.ToString(), moved.Count + gone.Count == 0)
            : null;
    }

    private bool Numbers(FreeParts parts, MovedPoint point, double step, Dictionary<Fact, Value[]> moved, StringBuilder pins)
    {
        for (int i = 0; i < parts.Numbers.Count; i++)
        {
            FreeNumber number = parts.Numbers[i];
            if (!number.IsGiven)
            {
                continue;
            }

            (Fact fact, int column, SymKind kind) = _columns[number.Name];
            Rational exact = point.Numbers[i];
            if (!exact.Equals(number.Old))
            {
                if (ValueAt(kind, exact, number.Old) is not { } near)
                {
                    return false;
                }

                Value value = step > 0 || point.IsOnEdge(i) ? Nudge.Beyond(fact.Arguments[column], near, step) : near;
                Rational now = ((SymScalar)scene.Constant(value)).Value.Constant;
                Columns(moved, fact)[column] = value;
                exact = kind == SymKind.Float ? now * scene.RealScale : now;
                point.Put(i, exact);
            }

            pins.Append("(assert (= ").Append(number.Name).Append(' ').Append(exact.ToSmt(isReal: kind == SymKind.Float)).Append("))\n");
        }

        return true;
    }

    /// <summary>Whole numbers as they are; a real that moved is the next one that the language can hold, further on where it would otherwise fall short.</summary>
    private Value? ValueAt(SymKind kind, Rational exact, Rational old)
    {
        if (kind != SymKind.Float)
        {
            return exact.Denominator.IsOne && ArithmeticEncoder.Fits(kind, exact) ? ArithmeticEncoder.ValueOf(kind, exact) : null;
        }

        Rational wanted = exact / scene.RealScale;
        double near = wanted.ToDouble();
        int short_ = double.IsFinite(near) ? Rational.FromDouble(near).CompareTo(wanted) : 0;
        bool isUp = exact.CompareTo(old) > 0;
        near = isUp && short_ < 0 ? Math.BitIncrement(near) : !isUp && short_ > 0 ? Math.BitDecrement(near) : near;
        return Value.TryFloat64(near, out Value value) ? value : null;
    }

    private bool Choices(FreeParts parts, MovedPoint point, Dictionary<Fact, Value[]> moved, HashSet<Fact> gone, StringBuilder pins)
    {
        for (int i = 0; i < parts.Choices.Count; i++)
        {
            FreeChoice choice = parts.Choices[i];
            bool holds = point.Chooses(i);
            if ((_new.Contains(choice.Key) && holds) || (choice.Name is not null && !Named(parts, point, choice, holds, moved)))
            {
                return false;
            }

            if (_kept.TryGetValue(choice.Key, out Fact? fact) && !holds)
            {
                gone.Add(fact);
            }

            Pin(choice, holds, pins);
        }

        return true;
    }

    private void Pin(FreeChoice choice, bool holds, StringBuilder pins)
    {
        if (choice.Name is { } name && holds)
        {
            pins.Append("(assert (= ").Append(name).Append(' ').Append(choice.Code.ToSmt(isReal: false)).Append("))\n");
        }
        else if (_new.Contains(choice.Key) || _kept.ContainsKey(choice.Key))
        {
            pins.Append("(assert ").Append(holds ? choice.Key : Smt.Not(choice.Key)).Append(")\n");
        }
    }

    /// <summary>False where a name is no longer what it was, and nothing says what it is.</summary>
    private bool Named(FreeParts parts, MovedPoint point, FreeChoice choice, bool holds, Dictionary<Fact, Value[]> moved)
    {
        if (!holds)
        {
            return !choice.IsFree || parts.ChoicesOf(choice.Name!).Any(point.Chooses);
        }

        if (choice.IsFree)
        {
            return true;
        }

        (Fact fact, int column, _) = _columns[choice.Name!];
        if (!scene.Codes.TryDecode(choice.Code.Numerator, out Value value))
        {
            return false;
        }

        Columns(moved, fact)[column] = value;
        return true;
    }

    private static Value[] Columns(Dictionary<Fact, Value[]> moved, Fact fact)
    {
        if (!moved.TryGetValue(fact, out Value[]? columns))
        {
            moved.Add(fact, columns = [.. fact.Arguments]);
        }

        return columns;
    }
}
