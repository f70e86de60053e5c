using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>Rows, marks and indexes against a plain set.</summary>
public sealed class TableTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Commits_and_roll_backs_leave_what_a_set_would_hold(int seed, bool keyed)
    {
        Random random = new(seed);
        Table table = new(new PlannedPredicate(0, "p", 2, keyed ? [0] : [], false, [[0], [1]]) { Kinds = [CellKind.Number, CellKind.Number] });
        HashSet<(int, int)> held = [];
        for (int transaction = 0; transaction < 400; transaction++)
        {
            HashSet<(int, int)> next = [.. held];
            for (int i = random.Next(8); i > 0; i--)
            {
                (int A, int B) row = (random.Next(12), random.Next(12));
                bool present = random.Next(2) == 0;
                _ = present ? next.Add(row) : next.Remove(row);
                int number = table.FindOrAdd([row.A, row.B]);
                table.SetGiven(number, present, transaction);
                table.Settle(number);
            }

            AssertHolds(next, table, RowView.New);
            AssertHolds(held, table, RowView.Old);
            if (random.Next(3) == 0)
            {
                table.RollBack();
            }
            else
            {
                table.Commit();
                held = next;
            }

            AssertHolds(held, table, RowView.New);
            AssertHolds(held, table, RowView.Old);
        }
    }

    [Fact]
    public void A_row_number_that_is_used_again_has_another_version()
    {
        Table table = new(new PlannedPredicate(0, "p", 1, [], false, []) { Kinds = [CellKind.Number] });
        int first = Give(table, 7, true);
        uint version = table.VersionOf(first);
        Give(table, 7, false);
        Assert.Equal(first, Give(table, 8, true));
        Assert.NotEqual(version, table.VersionOf(first));
    }

    [Fact]
    public void Replacing_rows_for_ever_allocates_nothing()
    {
        Table table = new(new PlannedPredicate(0, "p", 1, [], false, [[0]]) { Kinds = [CellKind.Number] });
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                Give(table, i, true);
                Give(table, i, false);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static int Give(Table table, long value, bool isGiven)
    {
        int row = table.FindOrAdd([value]);
        table.SetGiven(row, isGiven, 1);
        table.Settle(row);
        table.Commit();
        return row;
    }

    private static void AssertHolds(HashSet<(int A, int B)> expected, Table table, RowView view)
    {
        for (int a = 0; a < 12; a++)
        {
            Assert.Equal(expected.Where(r => r.A == a).Select(static r => (long)r.B).Order(), Walk(table, 0, a, view).Order());
            Assert.Equal(expected.Where(r => r.B == a).Select(static r => (long)r.A).Order(), Walk(table, 1, a, view).Order());
        }
    }

    /// <summary>The other column of the rows with this value.</summary>
    private static IEnumerable<long> Walk(Table table, int column, long value, RowView view)
    {
        PostingIndex index = table.Index(column);
        for (int row = index.First(CellHash.Of([value])); row >= 0; row = index.Next(row))
        {
            if (index.HasKey(row, [value]) && table.IsIn(row, view))
            {
                yield return table.Cell(row, 1 - column);
            }
        }
    }
}
