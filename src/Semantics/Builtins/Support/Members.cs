using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reading the members of a group.</summary>
internal static class Members
{
    /// <summary>One argument of every member.</summary>
    public static Value[] Column(IReadOnlyList<Value[]> members, int argument)
    {
        Value[] column = new Value[members.Count];
        for (int i = 0; i < column.Length; i++)
        {
            column[i] = members[i][argument];
        }

        return column;
    }

    /// <summary>One argument of every member, in the order of values.</summary>
    public static Value[] SortedColumn(IReadOnlyList<Value[]> members, int argument)
    {
        Value[] column = Column(members, argument);
        Array.Sort(column);
        return column;
    }

    /// <summary>The column as numbers of one type; false when kinds differ or are not numbers.</summary>
    public static bool TryNumbers(IReadOnlyList<Value[]> members, int argument, out Value[] numbers)
    {
        numbers = SortedColumn(members, argument);
        return numbers[0].IsNumeric && Summation.IsOneKind(numbers, numbers[0].Kind);
    }

    /// <summary>Every member as one value: its only argument, or a tuple of them, sorted.</summary>
    public static Value[] SortedTuples(IReadOnlyList<Value[]> members)
    {
        Value[] tuples = new Value[members.Count];
        for (int i = 0; i < tuples.Length; i++)
        {
            tuples[i] = PairFunctions.Tuple(members[i]);
        }

        Array.Sort(tuples);
        return tuples;
    }
}
