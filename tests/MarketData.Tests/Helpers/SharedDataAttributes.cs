namespace CryptoScalp.Rules.MarketData.Tests;

/// <summary>A fact that needs the reference data; reported as skipped, with the reason, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        Skip = TestData.Shared is null ? "the reference market data is not beside this checkout (set SCALP_SHARED)" : null;
    }
}

/// <summary>A theory that needs the reference data; reported as skipped, with the reason, where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute()
    {
        Skip = TestData.Shared is null ? "the reference market data is not beside this checkout (set SCALP_SHARED)" : null;
    }
}
