using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>A test that asks Z3; where it is not installed it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SolverFactAttribute : FactAttribute
{
    public SolverFactAttribute() => Skip = Z3Library.IsAvailable ? null : "Z3 is not installed here";
}
