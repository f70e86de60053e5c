using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>By conclusion, rule index, premises (of members, for a grouped rule) and variable values.</summary>
internal sealed class DerivationOrder : IComparer<Derivation>, IComparer<GroupMember>
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
        order = order != 0 ? order : Lexicographic(x.Premises, y.Premises, Comparer<Fact>.Default);
        order = order != 0 ? order : Lexicographic(x.Members, y.Members, this);
        return order != 0 ? order : Bindings(x.Bindings, y.Bindings);
    }

    public int Compare(GroupMember? x, GroupMember? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        int order = Lexicographic(x.Premises, y.Premises, Comparer<Fact>.Default);
        return order != 0 ? order : Bindings(x.Bindings, y.Bindings);
    }

    private static int Lexicographic<T>(ImmutableArray<T> x, ImmutableArray<T> y, IComparer<T> comparer)
    {
        for (int i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            int order = comparer.Compare(x[i], y[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return x.Length.CompareTo(y.Length);
    }

    private static int Bindings(ImmutableArray<Value?> x, ImmutableArray<Value?> y)
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
