using CryptoScalp.Rules.Models;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>A test that runs models; where the runtime is not here it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ModelFactAttribute : FactAttribute
{
    public ModelFactAttribute() => Skip = ModelRuntime.WhyMissing;
}
