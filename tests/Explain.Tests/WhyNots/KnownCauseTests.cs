using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>500 generated situations in which one condition is missing that the generator knows: the first cause is that one, and its distance is right to the last digit.</summary>
public sealed class KnownCauseTests
{
    private const int Situations = 500;

    [Fact]
    public void The_first_cause_is_the_broken_condition_in_every_situation()
    {
        SortedDictionary<string, int> kinds = new(StringComparer.Ordinal);
        for (int seed = 0; seed < Situations; seed++)
        {
            Situation situation = SituationGenerator.Generate(seed);
            FirstCause cause = CauseOf(situation, seed);
            ExpectedCause expected = situation.Expected;

            Assert.True((expected.Kind, expected.RuleId, expected.Text) == (cause.Kind, cause.RuleId, cause.Text), $"seed {seed}: {expected} expected, {cause} found\n{situation.AfterText}");
            Check(expected, cause.Literal?.Shortfall, seed);
            string kind = $"{expected.Kind} {expected.Unit}";
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        }

        // Every kind of cause and every unit has its share: a generator that stopped making one would be noticed.
        Assert.Equal(["condition ", "condition %", "condition bps", "condition ms", "denied ", "missing "], kinds.Keys);
        Assert.All(kinds.Values, static count => Assert.True(count >= 5));
    }

    private static FirstCause CauseOf(Situation situation, int seed)
    {
        Desk before = new(situation.BeforeText), after = new(situation.AfterText);
        Fact goal = new("goal", Value.String("T"));
        Assert.True(before.Session.Holds(goal), $"seed {seed}: the goal does not hold in the whole situation\n{situation.BeforeText}");
        Assert.False(after.Session.Holds(goal), $"seed {seed}: the goal holds in the broken situation\n{situation.AfterText}");

        WhyNotReport report = WhyNot.OfFact(after.Session, after.Program, FactPattern.Of(after.Program.FindPredicate("goal")!, goal));

        return report.Cause ?? throw new InvalidOperationException($"seed {seed}: no cause");
    }

    private static void Check(ExpectedCause expected, Shortfall? found, int seed)
    {
        if (expected.Amount is not { } amount)
        {
            return;
        }

        Assert.True(found is not null, $"seed {seed}: no distance for {expected}");
        Assert.True((amount.ToString("0.##################", CultureInfo.InvariantCulture), expected.Unit) == (found.Amount, found.Unit), $"seed {seed}: {expected} expected, {found} found");
    }
}
