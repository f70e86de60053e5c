using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine.Tests;

public sealed class InternerTests
{
    [Fact]
    public void Equal_values_have_one_number_and_different_values_have_two()
    {
        Interner interner = new();
        long text = interner.Add(Value.String("a"));
        Assert.Equal(text, interner.Add(Value.String(new string('a', 1))));
        Assert.NotEqual(text, interner.Add(Value.Name("/a")));
        Assert.NotEqual(interner.Add(Value.Number(1)), interner.Add(Value.Float64(1)));
        Assert.Equal(interner.Add(Value.List(Value.Number(1))), interner.Add(Value.List(Value.Number(1))));
    }

    [Fact]
    public void A_sweep_keeps_what_is_marked_or_pinned_and_gives_numbers_back()
    {
        Interner interner = new();
        long pinned = interner.Pin(Value.String("pinned"));
        long[] numbers = [.. Enumerable.Range(0, 3000).Select(i => (long)interner.Add(Value.String($"v{i}")))];
        Assert.True(interner.IsSweepDue);
        interner.BeginSweep();
        foreach (long number in numbers.Where((_, i) => i % 3 == 0))
        {
            interner.Mark(number);
        }

        interner.EndSweep();
        Sweep(interner, numbers);
        Assert.Equal(1001, interner.Count);
        Assert.Equal(Value.String("pinned"), interner[pinned]);
        for (int i = 0; i < numbers.Length; i++)
        {
            Assert.Equal(i % 3 == 0 ? numbers[i] : -1, interner.Find(Value.String($"v{i}")));
        }
    }

    /// <summary>Once more: numbers that are free stay free.</summary>
    private static void Sweep(Interner interner, long[] numbers)
    {
        interner.BeginSweep();
        foreach (long number in numbers.Where((_, i) => i % 3 == 0))
        {
            interner.Mark(number);
        }

        interner.EndSweep();
    }

    [Fact]
    public void Cells_of_a_kind_decode_to_the_value_and_refuse_other_kinds()
    {
        Interner interner = new();
        Value[] values = [Value.Number(-3), Value.Float64(-1.5), Value.Decimal(Dec8.One), Value.Time(9), Value.Duration(8), Value.Name("/x")];
        for (int i = 0; i < values.Length; i++)
        {
            foreach (CellKind kind in Enum.GetValues<CellKind>())
            {
                bool encodes = interner.TryEncode(values[i], kind, out long cell);
                Assert.Equal(kind == CellKind.Interned || kind == CellKinds.Of(values[i].Kind), encodes);
                Assert.True(!encodes || interner.Decode(cell, kind) == values[i]);
            }
        }
    }
}
