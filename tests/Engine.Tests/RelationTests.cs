using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>Rows, marks and indexes against a plain set.</summary>
public sealed class RelationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Commits_and_roll_backs_leave_what_a_set_would_hold(int seed)
    {
        Random random = new(seed);
        Relation relation = new(new PlannedPredicate(0, "p", 2, [], false, [[0], [1]]));
        HashSet<(int, int)> held = [];
        for (int transaction = 0; transaction < 400; transaction++)
        {
            HashSet<(int, int)> next = [.. held];
            for (int i = random.Next(8); i > 0; i--)
            {
                (int A, int B) row = (random.Next(12), random.Next(12));
                bool present = random.Next(2) == 0;
                _ = present ? next.Add(row) : next.Remove(row);
                int number = relation.FindOrAdd([Value.Number(row.A), Value.Number(row.B)], owned: true);
                relation.SetGiven(number, present, transaction);
                relation.Settle(number);
            }

            AssertHolds(next, relation, RowView.New);
            AssertHolds(held, relation, RowView.Old);
            if (random.Next(3) == 0)
            {
                relation.RollBack();
            }
            else
            {
                relation.Commit();
                held = next;
            }

            AssertHolds(held, relation, RowView.New);
            AssertHolds(held, relation, RowView.Old);
        }
    }

    private static void AssertHolds(HashSet<(int A, int B)> expected, Relation relation, RowView view)
    {
        for (int a = 0; a < 12; a++)
        {
            Assert.Equal(expected.Where(r => r.A == a).Select(static r => (long)r.B).Order(), Walk(relation, 0, a, view).Order());
            Assert.Equal(expected.Where(r => r.B == a).Select(static r => (long)r.A).Order(), Walk(relation, 1, a, view).Order());
        }
    }

    /// <summary>The other column of the rows with this value.</summary>
    private static IEnumerable<long> Walk(Relation relation, int column, int value, RowView view)
    {
        RowIndex index = relation.Index(column);
        Value[] key = [Value.Number(value)];
        int hash = RowHash.Of(key);
        for (int row = index.First(hash); row >= 0; row = index.Next(row))
        {
            if (index.HasKey(row, hash, key) && relation.IsIn(row, view))
            {
                yield return relation.Row(row)[1 - column].AsInt64;
            }
        }
    }
}
