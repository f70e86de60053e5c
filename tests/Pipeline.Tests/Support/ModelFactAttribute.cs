using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>A test that runs models; where the runtime is not here it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ModelFactAttribute : FactAttribute
{
    public ModelFactAttribute() => Skip = ModelRuntime.WhyMissing;
}

/// <summary>As <see cref="ModelFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ModelTheoryAttribute : TheoryAttribute
{
    public ModelTheoryAttribute() => Skip = ModelRuntime.WhyMissing;
}
