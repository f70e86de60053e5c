using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reading the members of a group.</summary>
internal static class Members
{
    /// <summary>True when all are numbers of one type; there is at least one.</summary>
    public static bool AreNumbers(ReadOnlySpan<Value> values) => values[0].IsNumeric && Summation.IsOneKind(values, values[0].Kind);

    /// <summary>Every member as one value: its only argument, or a tuple of them, sorted.</summary>
    public static Value[] SortedTuples(MemberColumns members)
    {
        Value[] tuples = new Value[members.Count], member = new Value[members.Arguments];
        for (int i = 0; i < tuples.Length; i++)
        {
            for (int j = 0; j < member.Length; j++)
            {
                member[j] = members.Column(j)[i];
            }

            tuples[i] = PairFunctions.Tuple(member);
        }

        Array.Sort(tuples);
        return tuples;
    }
}
