using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>By conclusion, rule index, premises (of members, for a grouped rule) and variable values.</summary>
internal sealed class DerivationOrder : IComparer<Derivation>
{
    public static DerivationOrder Instance { get; } = new();

    public int Compare(Derivation? x, Derivation? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        int order = x.Conclusion.CompareTo(y.Conclusion);
        order = order != 0 ? order : x.RuleIndex.CompareTo(y.RuleIndex);
        order = order != 0 ? order : ComparePremises(x.Premises, y.Premises);
        order = order != 0 ? order : CompareMembers(x.Members, y.Members);
        return order != 0 ? order : CompareBindings(x.Bindings, y.Bindings);
    }

    public static int CompareMembers(GroupMember x, GroupMember y)
    {
        int order = ComparePremises(x.Premises, y.Premises);
        return order != 0 ? order : CompareBindings(x.Bindings, y.Bindings);
    }

    private static int CompareMembers(ImmutableArray<GroupMember> x, ImmutableArray<GroupMember> y)
    {
        for (int i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            int order = CompareMembers(x[i], y[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return x.Length.CompareTo(y.Length);
    }

    private static int ComparePremises(ImmutableArray<Fact> x, ImmutableArray<Fact> y)
    {
        for (int i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            int order = x[i].CompareTo(y[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return x.Length.CompareTo(y.Length);
    }

    private static int CompareBindings(ImmutableArray<Value?> x, ImmutableArray<Value?> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            int order = x[i] is { } a && y[i] is { } b ? a.CompareTo(b) : x[i].HasValue.CompareTo(y[i].HasValue);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
