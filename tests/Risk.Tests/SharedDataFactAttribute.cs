namespace CryptoScalp.Rules.Risk.Tests;

/// <summary>A test over real exchange files: reported as skipped, with the reason, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (TestData.Shared is null)
        {
            Skip = "no exchange files beside the checkout (set SCALP_SHARED to their folder)";
        }
    }
}
