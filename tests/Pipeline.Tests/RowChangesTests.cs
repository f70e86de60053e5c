using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Rows on their way to the rules, what of them is carried over a rollback, and what is remembered of them.</summary>
public sealed class RowChangesTests
{
    private static readonly BoundProgram _keyed = Rules.Bind("Use market!\nUse venues!\np(S) :- quote(_, S, _, _, _, _), price(_, S, _).");
    private static readonly BoundProgram _unkeyed = Rules.Bind("p(S) :- price(_, S, _).");

    [Fact]
    public void Changes_keep_their_order_and_their_values_however_many_there_are()
    {
        RowChanges changes = new();
        SuppliedRow[] rows = [.. Enumerable.Range(0, 300).Select(i => Price(_keyed, $"S{i}"))];
        for (int i = 0; i < rows.Length; i++)
        {
            if (i % 3 == 2)
            {
                changes.Retract(rows[i]);
            }
            else
            {
                changes.Assert(rows[i], Units(i));
            }
        }

        Assert.Equal(300, changes.Count);
        Assert.All(Enumerable.Range(0, 300), i => Assert.Equal(i % 3 == 2 ? $"-price(/v, \"S{i}\")" : $"+price(/v, \"S{i}\", {i}.0)", changes.FactChangeOf(i).ToString()));
    }

    [Fact]
    public void Of_what_was_rolled_back_the_last_of_each_row_is_told_first_with_the_next()
    {
        RowChanges changes = new();
        CarriedChanges carried = new();
        (SuppliedRow a, SuppliedRow b) = (Price(_keyed, "A"), Price(_keyed, "B"));
        changes.Assert(a, Units(1));
        changes.Assert(b, Units(2));
        carried.Keep(changes);
        changes.Clear();
        changes.Retract(a);
        carried.Keep(changes);
        changes.Clear();
        changes.Assert(b, Units(3));

        carried.MoveTo(changes);

        Assert.Equal(["-price(/v, \"A\")", "+price(/v, \"B\", 2.0)", "+price(/v, \"B\", 3.0)"], Enumerable.Range(0, changes.Count).Select(i => changes.FactChangeOf(i).ToString()));
        changes.Clear();
        carried.MoveTo(changes);
        Assert.Equal(0, changes.Count);
    }

    [Fact]
    public void Of_a_row_without_a_key_every_value_is_carried()
    {
        RowChanges changes = new();
        CarriedChanges carried = new();
        SuppliedRow row = Price(_unkeyed, "A");
        changes.Assert(row, Units(1));
        changes.Assert(row, Units(2));
        carried.Keep(changes);
        changes.Clear();

        carried.MoveTo(changes);

        Assert.Equal(2, changes.Count);
    }

    [Fact]
    public void The_ledger_knows_when_a_row_was_told_until_it_is_taken_back()
    {
        GivenLedger ledger = new(_keyed);
        RowChanges changes = new();
        SuppliedRow row = Price(_keyed, "A");
        Note(ledger, changes, at: 1, () => changes.Assert(row, Units(1)));
        Note(ledger, changes, at: 2, () => changes.Assert(row, Units(2)));
        Fact fact = new("price", Value.Name("/v"), Value.String("A"), Units(2));

        Assert.Equal(new EventTime(2), ledger.TimeOf(fact));
        Assert.Equal(FactOriginKind.Account, ledger.OriginOf(fact).Kind);
        Note(ledger, changes, at: 3, () => changes.Retract(row));
        Assert.Null(ledger.TimeOf(fact));
        Note(ledger, changes, at: 4, () => changes.Assert(row, Units(5)));
        Assert.Equal(new EventTime(4), ledger.TimeOf(fact));
    }

    [Fact]
    public void The_ledger_keeps_rows_without_a_key_apart()
    {
        GivenLedger ledger = new(_unkeyed);
        RowChanges changes = new();
        SuppliedRow row = Price(_unkeyed, "A");
        Note(ledger, changes, at: 1, () => changes.Assert(row, Units(1)));
        Note(ledger, changes, at: 2, () => changes.Assert(row, Units(2)));

        Assert.Equal(new EventTime(1), ledger.TimeOf(new Fact("price", Value.Name("/v"), Value.String("A"), Units(1))));
        Assert.Equal(new EventTime(2), ledger.TimeOf(new Fact("price", Value.Name("/v"), Value.String("A"), Units(2))));
    }

    private static void Note(GivenLedger ledger, RowChanges changes, long at, Action change)
    {
        changes.Clear();
        change();
        ledger.Note(changes, 0, new EventTime(at), FactOrigins.Of(changes.RowOf(0)));
    }

    private static SuppliedRow Price(BoundProgram program, string symbol) =>
        new SuppliedPredicates(program).Row("price", RowSource.Account, null, Value.Name("/v"), Value.String(symbol));

    private static Value Units(int whole) => Value.Decimal(new Dec8(whole * Dec8.Scale));
}
