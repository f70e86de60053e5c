namespace CryptoScalp.Rules.TestSupport;

/// <summary>A test that needs <see cref="TestData.Shared"/>; where the folder is absent it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = SharedData.WhySkipped;
}

/// <summary>As <see cref="SharedFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = SharedData.WhySkipped;
}

/// <summary>Why tests on reference data do not run here.</summary>
internal static class SharedData
{
    /// <summary>Null where they run.</summary>
    public static string? WhySkipped { get; } = TestData.Shared is null ? "the folder of reference data is not here; set SCALP_SHARED to it" : null;
}
