namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>The faults that <see cref="MutationTests"/> leaves, and the rules without a fault.</summary>
public sealed class MoreMutationTests
{
    internal static int[] Numbers { get; } = [.. Enumerable.Range(0, Mutant.All.Count).Except(MutationTests.Numbers)];

    public static TheoryData<int> Mutants() => [.. Numbers];

    public static TheoryData<string, string> Intact()
    {
        TheoryData<string, string> promises = [];
        foreach ((string file, string promise) in Mutant.All.Select(static m => (m.File, m.Breaks)).Distinct())
        {
            promises.Add(file, promise);
        }

        return promises;
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_fault_that_breaks_a_promise_is_refuted_and_the_engine_confirms_it(int number) => SeededFault.IsRefuted(Mutant.All[number]);

    [Theory]
    [MemberData(nameof(Intact))]
    public void Without_a_fault_the_same_promise_is_proved(string file, string promise) => SeededFault.IsProvedWithout(file, promise);
}
