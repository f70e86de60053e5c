using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Models;

/// <summary>Makes sessions of model files.</summary>
internal interface IModelRuntime
{
    /// <summary>A session for so many rows at a time.</summary>
    /// <exception cref="ModelException">CSR6206: no model; CSR6207: of another shape.</exception>
    IModelSession Open(string name, byte[] model, ModelShape shape, int batch, ModelOptions options, DiagnosticBag diagnostics);
}
