using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs;

/// <summary>A change of rules cannot be done as asked; the rules in force go on.</summary>
public sealed class PackException(DiagnosticDescriptor descriptor, params object[] arguments) : Exception(Diagnostic.Create(descriptor, null, arguments).Message)
{
    /// <summary>Which of <see cref="PackDiagnostics"/>, with its arguments.</summary>
    public Diagnostic Diagnostic { get; } = Diagnostic.Create(descriptor, null, arguments);
}
