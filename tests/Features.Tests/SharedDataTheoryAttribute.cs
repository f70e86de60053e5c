namespace CryptoScalp.Rules.Features.Tests;

/// <summary>A theory over recorded data: reported as skipped, with the reason, where the data is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute()
    {
        if (TestData.Shared is null)
        {
            Skip = "no recorded market data beside the checkout (set SCALP_SHARED to its folder)";
        }
    }
}
