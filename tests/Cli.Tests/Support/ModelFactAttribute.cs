using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>A test that runs models; where the runtime is not here it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ModelFactAttribute : FactAttribute
{
    public ModelFactAttribute() => Skip = ModelRuntime.WhyMissing;
}

/// <summary>A test that trains models with Python: only where SCALP_LONG is 1, reported as skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongModelFactAttribute : FactAttribute
{
    public LongModelFactAttribute() => Skip = ModelRuntime.WhyMissing ?? (Environment.GetEnvironmentVariable("SCALP_LONG") == "1" ? null : "trains with Python; set SCALP_LONG=1");
}

/// <summary>As <see cref="ModelFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ModelTheoryAttribute : TheoryAttribute
{
    public ModelTheoryAttribute() => Skip = ModelRuntime.WhyMissing;
}
