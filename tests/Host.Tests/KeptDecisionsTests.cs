using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>The last decisions, against a list that is looked through.</summary>
public sealed class KeptDecisionsTests
{
    private const int Capacity = 40;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Capacity)]
    [InlineData(Capacity + 1)]
    [InlineData(3 * Capacity)]
    public void Any_beginning_of_an_id_finds_what_a_search_through_all_finds(int decisions)
    {
        (KeptDecisions kept, List<DecisionEvent> all) = Filled(decisions, firstNumber: 1);
        Random random = new(decisions);
        string[] asked =
        [
            .. all.SelectMany(d => Enumerable.Range(1, 16).Select(length => d.Id[..length])),
            .. Enumerable.Range(0, 200).Select(_ => Id(random)[..random.Next(1, 17)]),
            "", "g", "-1", "+1", " 1", "A", "0x1", new string('0', 16), new string('0', 17), new string('f', 16),
        ];

        foreach (string beginning in asked)
        {
            IEnumerable<long> expected = beginning.Length == 0 ? [] : all.TakeLast(Capacity).Reverse().Where(d => d.Id.StartsWith(beginning, StringComparison.Ordinal)).Take(3).Select(static d => d.Number);
            Assert.Equal(expected, kept.BeginningWith(beginning, most: 3).Select(static d => d.Number));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_001)]
    public void A_number_finds_its_decision_while_it_is_kept(long firstNumber)
    {
        (KeptDecisions kept, List<DecisionEvent> all) = Filled(2 * Capacity, firstNumber);

        for (long number = firstNumber - 3; number <= firstNumber + (2 * Capacity) + 3; number++)
        {
            DecisionEvent? expected = all.TakeLast(Capacity).FirstOrDefault(d => d.Number == number);
            Assert.Same(expected, kept.Numbered(number));
        }

        Assert.Same(all[^1], kept.Last);
    }

    [Fact]
    public void Before_the_first_decision_there_is_none()
    {
        KeptDecisions kept = new(Capacity);

        Assert.Null(kept.Last);
        Assert.Null(kept.Numbered(1));
        Assert.Empty(kept.BeginningWith("0", most: 3));
        Assert.Empty(kept.NewestFirst());
    }

    [Fact]
    public async Task What_is_found_while_decisions_come_is_what_was_asked_for()
    {
        KeptDecisions kept = new(Capacity);
        Random ids = new(5);
        List<DecisionEvent> coming = [.. Enumerable.Range(1, 200_000).Select(n => Event(n, Id(ids)))];
        using ManualResetEventSlim isOver = new();
        Task<int> reader = Task.Run(() => Read(kept, coming, isOver));

        coming.ForEach(kept.Add);
        isOver.Set();

        Assert.True(await reader > 0);
    }

    private static int Read(KeptDecisions kept, List<DecisionEvent> coming, ManualResetEventSlim isOver)
    {
        int found = 0;
        while (!isOver.IsSet || found == 0)
        {
            if (kept.Last is { } last)
            {
                Assert.Same(coming[(int)last.Number - 1], last);
                Assert.All(kept.BeginningWith(last.Id[..2], most: 3), d => Assert.StartsWith(last.Id[..2], d.Id, StringComparison.Ordinal));
                DecisionEvent? numbered = kept.Numbered(last.Number);
                Assert.True(numbered is null || ReferenceEquals(numbered, last));
                found++;
            }
        }

        return found;
    }

    private static (KeptDecisions Kept, List<DecisionEvent> All) Filled(int decisions, long firstNumber)
    {
        KeptDecisions kept = new(Capacity);
        Random random = new(17);
        List<DecisionEvent> all = [.. Enumerable.Range(0, decisions).Select(i => Event(firstNumber + i, i % 9 == 0 ? "00" + Id(random)[2..] : Id(random)))];
        all.ForEach(kept.Add);
        return (kept, all);
    }

    private static string Id(Random random) => random.NextInt64().ToString("x16", CultureInfo.InvariantCulture);

    private static DecisionEvent Event(long number, string id) => new(EventTime.Zero, number, id, "rule", [], "decided", [], []);
}
