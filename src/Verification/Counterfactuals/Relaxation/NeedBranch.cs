using System.Collections.Immutable;

namespace CryptoScalp.Rules.Verification;

/// <summary>One way to meet needs: which choices it takes, between what its numbers lie, what unknowns equal, and what is still open.</summary>
/// <remarks>Numbers may lie on an edge that has to be crossed: what is above 3 is taken as 3, which is the limit of what it can cost.</remarks>
internal sealed class NeedBranch
{
    private readonly FreeParts _parts;
    private readonly bool?[] _choices;
    private readonly Bounds[] _bounds;
    private readonly LinearSum?[] _equals;
    private readonly List<SumNeed> _sums;
    private readonly List<AnyNeed> _open;
    private readonly ChangedParts _changed;
    private readonly List<AnyNeed> _fresh = [];
    private Rational _tolls;

    /// <param name="parts">What may move.</param>
    /// <param name="most">No number moves by more units than this; null for any.</param>
    public NeedBranch(FreeParts parts, Rational? most)
    {
        _parts = parts;
        _choices = new bool?[parts.Choices.Count];
        _bounds = [.. parts.Numbers.Select(n => n.IsGiven && most is { } far ? new Bounds(n.Old - (n.Unit * far), n.Old + (n.Unit * far)) : n.Range)];
        _equals = new LinearSum?[parts.Numbers.Count];
        (_sums, _open) = ([], []);
        _changed = new ChangedParts(_choices.Length, _bounds.Length);
    }

    private NeedBranch(NeedBranch from)
    {
        (_parts, _choices, _bounds, _equals, _sums, _open, _tolls) = (from._parts, [.. from._choices], [.. from._bounds], [.. from._equals], [.. from._sums], [.. from._open], from._tolls);
        Depth = from.Depth + 1;
        _changed = new ChangedParts(_choices.Length, _bounds.Length);
    }

    /// <summary>True when no state can meet what was asserted.</summary>
    public bool IsImpossible { get; private set; }

    /// <summary>How often it was decided which way to go.</summary>
    public int Depth { get; }

    /// <summary>The same where an open need is met in one way, and what follows from it.</summary>
    public NeedBranch With(AnyNeed open, Need way)
    {
        NeedBranch branch = new(this);
        branch._open.Remove(open);
        branch.Assert(way);
        branch.Propagate();
        return branch;
    }

    public void Assert(Need need)
    {
        switch (need)
        {
            case KnownNeed { Holds: var holds }:
                IsImpossible |= !holds;
                break;
            case AllNeed all:
                foreach (Need part in all.Parts)
                {
                    Assert(part);
                }

                break;
            case AnyNeed any:
                _fresh.Add(any);
                break;
            case ChoiceNeed choice:
                Choose(choice.Choice, choice.Value);
                break;
            case SumNeed sum:
                Bound(sum with { Sum = Resolved(sum.Sum) });
                break;
            case EqualNeed equal:
                Equate(Resolved(equal.Sum));
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Asserts what is left of open needs where only one way is, until nothing more follows. Looked at are new ones, and those of which something changed.</summary>
    public void Propagate()
    {
        for (Func<AnyNeed, bool>? changed = _changed.Take(); !IsImpossible && (changed is not null || _fresh.Count > 0); changed = _changed.Take())
        {
            AnyNeed[] known = [.. _open], fresh = [.. _fresh];
            _open.Clear();
            _fresh.Clear();
            _open.AddRange(known.Where(any => changed?.Invoke(any) != true || !Settled(any)));
            _open.AddRange(fresh.Where(any => !Settled(any)));
        }
    }

    /// <summary>The least that states of this branch can cost, and where; null where no state can.</summary>
    public MovedPoint? Least()
    {
        CheapestNumbers numbers = new(_parts.Numbers, _bounds, _sums);
        return numbers.TryFind() ? new MovedPoint(_parts, _choices, _equals, numbers, _tolls) : null;
    }

    /// <summary>An open need that a point does not meet where choices that nothing is said of cost nothing; null where it meets all.</summary>
    public AnyNeed? Unmet(MovedPoint point) => _open.FirstOrDefault(any => !point.Meets(any));

    private void Bound(SumNeed need)
    {
        need = need.Sum.IsConstant ? need : _parts.Rounded(need);
        if (need.Sum.Terms is not [(int number, _), ..])
        {
            IsImpossible |= !need.Admits(need.Sum.Constant);
        }
        else if (need.Sum.Terms.Length > 1)
        {
            _sums.Add(need);
        }
        else
        {
            Narrow(number, _bounds[number].Narrowed(need, _parts.Numbers[number].IsWhole));
        }
    }

    private void Narrow(int number, Bounds bounds)
    {
        if (bounds != _bounds[number])
        {
            _bounds[number] = bounds;
            IsImpossible |= bounds.IsEmpty;
            NoteChange(number);
        }
    }

    /// <summary>What is said of a number bears on the unknowns that are put in terms of it.</summary>
    private void NoteChange(int number)
    {
        _changed.Number(number);
        for (int i = 0; i < _equals.Length; i++)
        {
            if (_equals[i] is { } equal && !equal.FactorOf(number).IsZero)
            {
                _changed.Number(i);
            }
        }
    }

    /// <summary>An unknown is put in terms of the others, and is not heard of again.</summary>
    private void Equate(LinearSum sum)
    {
        foreach ((int number, Rational factor) in sum.Terms)
        {
            if (!_parts.Numbers[number].IsGiven)
            {
                Substitute(number, (sum - (LinearSum.OfNumber(number) * factor)) * (-1 / factor));
                return;
            }
        }

        Bound(new SumNeed(sum, IsStrict: false));
        Bound(new SumNeed(-sum, IsStrict: false));
    }

    private void Substitute(int number, LinearSum by)
    {
        NoteChange(number);
        for (int i = 0; i < _equals.Length; i++)
        {
            _equals[i] = _equals[i]?.Replace(number, by);
        }

        _equals[number] = by;
        SumNeed[] told = [.. _sums.Where(s => !s.Sum.FactorOf(number).IsZero)];
        _sums.RemoveAll(s => !s.Sum.FactorOf(number).IsZero);
        Array.ForEach(told, s => Bound(s with { Sum = s.Sum.Replace(number, by) }));
        Bounds between = _bounds[number];
        if (between.Low is { } low)
        {
            Bound(new SumNeed(by - LinearSum.Of(low), between.LowIsOpen));
        }

        if (between.High is { } high)
        {
            Bound(new SumNeed(LinearSum.Of(high) - by, between.HighIsOpen));
        }
    }

    private LinearSum Resolved(LinearSum sum)
    {
        LinearSum resolved = sum;
        foreach ((int number, _) in sum.Terms)
        {
            resolved = _equals[number] is { } by ? resolved.Replace(number, by) : resolved;
        }

        return resolved;
    }

    /// <summary>True of a need that is met, or has one way left, which is then asserted.</summary>
    private bool Settled(AnyNeed any)
    {
        Need? left = null;
        foreach (Need part in any.Parts)
        {
            bool? holds = Status(part);
            if (holds == true)
            {
                return true;
            }

            if (holds is null && left is not null)
            {
                return false;
            }

            left = holds is null ? part : left;
        }

        Assert(left ?? KnownNeed.False);
        return true;
    }

    private void Choose(int choice, bool value)
    {
        if (_choices[choice] is { } before)
        {
            IsImpossible |= before != value;
            return;
        }

        FreeChoice chosen = _parts.Choices[choice];
        _choices[choice] = value;
        _changed.Choice(choice);
        _tolls += value == chosen.IsFree ? 0 : chosen.Cost;
        if (value && chosen.Name is { } name)
        {
            foreach (int other in _parts.ChoicesOf(name).Where(o => o != choice))
            {
                Choose(other, false);
            }
        }
    }

    /// <summary>What the branch already says of a need; null for nothing.</summary>
    private bool? Status(Need need) => need switch
    {
        KnownNeed known => known.Holds,
        ChoiceNeed choice => _choices[choice.Choice] is { } value ? value == choice.Value : null,
        SumNeed sum => Status(sum),
        EqualNeed equal => Status(equal),
        AllNeed all => Status(all.Parts, settling: false),
        AnyNeed any => Status(any.Parts, settling: true),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private bool? Status(ImmutableArray<Need> parts, bool settling)
    {
        bool isOpen = false;
        foreach (Need part in parts)
        {
            bool? holds = Status(part);
            if (holds == settling)
            {
                return settling;
            }

            isOpen |= holds is null;
        }

        return isOpen ? null : !settling;
    }

    private bool? Status(SumNeed need)
    {
        Bounds between = Resolved(need.Sum).Between(n => _bounds[n]);
        return between.Low is { } least && need.Admits(least) ? true : between.High is { } most && !need.Admits(most) ? false : null;
    }

    private bool? Status(EqualNeed need)
    {
        LinearSum sum = Resolved(need.Sum);
        return sum.IsConstant ? sum.Constant.IsZero : sum.Between(n => _bounds[n]).Holds(0) ? null : false;
    }
}
