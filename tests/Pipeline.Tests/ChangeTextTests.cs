using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Rows are told apart by the text of their keys; the facts themselves are the oracle.</summary>
public sealed class ChangeTextTests
{
    [Fact]
    public void Two_changes_share_a_key_exactly_when_their_facts_do()
    {
        Random random = new(5);
        ImmutableArray<int>[] keys = [[], [0], [1], [0, 1], [2, 0]];
        FactChange[] changes = [.. Enumerable.Range(0, 150).Select(_ => new FactChange(ChangeKind.Assert, new Fact("p", Any(random), Any(random), Any(random))))];
        int equal = 0;
        foreach (ImmutableArray<int> key in keys)
        {
            foreach (FactChange a in changes)
            {
                foreach (FactChange b in changes)
                {
                    bool same = KeyOf(a, key).Equals(KeyOf(b, key));
                    equal += same ? 1 : 0;
                    Assert.Equal(same, ChangeText.KeyOf(a.ToString(), key) == ChangeText.KeyOf(b.ToString(), key));
                }

                if (!key.IsEmpty)
                {
                    Assert.Equal(ChangeText.KeyOf(a.ToString(), key), ChangeText.KeyOf(FactChange.Retract(KeyOf(a, key)).ToString(), key));
                }
            }
        }

        Assert.True(equal > keys.Length * changes.Length, "no two changes met on a key");
    }

    private static Fact KeyOf(FactChange change, ImmutableArray<int> key) =>
        key.IsEmpty ? change.Fact : new Fact("p", [.. key.Select(i => change.Fact.Arguments[i])]);

    private static Value Any(Random random) => random.Next(5) switch
    {
        0 => Value.String(new[] { "a", "a, b", "\"", "\\", ")", "(", "a\\\"," }[random.Next(7)]),
        1 => Value.Name("/v"),
        2 => Value.Number(random.Next(3)),
        3 => Value.Decimal(Dec8.Parse("1.5")),
        _ => Value.List([Value.Number(random.Next(2)), Value.String(",")]),
    };
}
