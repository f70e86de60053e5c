namespace CryptoScalp.Rules.Verification;

/// <summary>One way to meet needs: which choices it takes, between what its numbers lie, and what is still open.</summary>
/// <remarks>Numbers may lie on an edge that has to be crossed: what is above 3 is taken as 3, which is the limit of what it can cost.</remarks>
internal sealed class NeedBranch
{
    private readonly FreeParts _parts;
    private readonly bool?[] _choices;
    private readonly Bounds[] _bounds;
    private readonly List<SumNeed> _sums;
    private readonly List<AnyNeed> _open;
    private Rational _tolls;

    /// <param name="parts">What may move.</param>
    /// <param name="most">No number moves by more units than this; null for any.</param>
    public NeedBranch(FreeParts parts, Rational? most)
    {
        _parts = parts;
        _choices = new bool?[parts.Choices.Count];
        _bounds = [.. parts.Numbers.Select(n => most is { } far ? new Bounds(n.Old - (n.Unit * far), n.Old + (n.Unit * far)) : default)];
        (_sums, _open) = ([], []);
    }

    private NeedBranch(NeedBranch from) =>
        (_parts, _choices, _bounds, _sums, _open, _tolls) = (from._parts, [.. from._choices], [.. from._bounds], [.. from._sums], [.. from._open], from._tolls);

    /// <summary>True when no state can meet what was asserted.</summary>
    public bool IsImpossible { get; private set; }

    /// <summary>The same with one more need, and what follows from it.</summary>
    public NeedBranch With(Need need)
    {
        NeedBranch branch = new(this);
        branch.Assert(need);
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
                _open.Add(any);
                break;
            case ChoiceNeed choice:
                Choose(choice.Choice, choice.Value);
                break;
            case SumNeed { Terms.Length: 1 } one:
                (int number, _) = one.Terms[0];
                _bounds[number] = _bounds[number].Narrowed(one, _parts.Numbers[number].IsWhole);
                IsImpossible |= _bounds[number].IsEmpty;
                break;
            case SumNeed sum:
                _sums.Add(sum);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Asserts what is left of open needs where only one way is, until nothing more follows.</summary>
    public void Propagate()
    {
        for (bool again = true; again && !IsImpossible;)
        {
            again = false;
            foreach (AnyNeed any in _open.ToArray())
            {
                again |= Settle(any);
            }
        }
    }

    /// <summary>The least that states of this branch can cost, and where; null where it costs more than any state can.</summary>
    public MovedPoint? Least()
    {
        MovedPoint point = new(_parts, _choices, _bounds, _tolls);
        return point.Stretch(_sums) ? point : null;
    }

    /// <summary>An open need that a point does not meet where choices that nothing is said of cost nothing; null where it meets all.</summary>
    public AnyNeed? Unmet(MovedPoint point) => _open.FirstOrDefault(any => !point.Meets(any));

    /// <returns>True when something new follows.</returns>
    private bool Settle(AnyNeed any)
    {
        List<Need> left = [];
        foreach (Need part in any.Parts)
        {
            bool? holds = Status(part);
            if (holds == true)
            {
                _open.Remove(any);
                return false;
            }

            if (holds is null)
            {
                left.Add(part);
            }
        }

        if (left.Count > 1)
        {
            return false;
        }

        _open.Remove(any);
        IsImpossible |= left.Count == 0;
        left.ForEach(Assert);
        return left.Count > 0;
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
        AllNeed all => Status(all.Parts, settling: false),
        AnyNeed any => Status(any.Parts, settling: true),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private bool? Status(IEnumerable<Need> parts, bool settling)
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

    private bool? Status(SumNeed sum)
    {
        Rational? low = sum.Constant, high = sum.Constant;
        foreach ((int number, Rational factor) in sum.Terms)
        {
            Bounds bounds = _bounds[number];
            low += factor * (factor.Sign > 0 ? bounds.Low : bounds.High);
            high += factor * (factor.Sign > 0 ? bounds.High : bounds.Low);
        }

        return low is { } least && sum.Admits(least) ? true : high is { } most && !sum.Admits(most) ? false : null;
    }
}
