namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>Faults seeded into the shipped rules: each that breaks a promise is refuted by facts that the engine confirms, and the rules as shipped are not.</summary>
/// <remarks>In two classes, because those run side by side: here every other fault, there the rest.</remarks>
public sealed class MutationTests
{
    internal static int[] Numbers { get; } = [.. Enumerable.Range(0, Mutant.All.Count).Where(static i => i % 2 == 0)];

    public static TheoryData<int> Mutants() => [.. Numbers];

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_fault_that_breaks_a_promise_is_refuted_and_the_engine_confirms_it(int number) => SeededFault.IsRefuted(Mutant.All[number]);

    [Fact]
    public void There_are_at_least_sixty_faults() => Assert.True(Mutant.All.Count >= 60, $"only {Mutant.All.Count}");

    [Fact]
    public void Every_fault_is_tried_by_one_of_the_two_classes() =>
        Assert.Equal(Mutant.All.Count, Numbers.Union(MoreMutationTests.Numbers).Count());
}
