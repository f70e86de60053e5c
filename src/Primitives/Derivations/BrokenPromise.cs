using System.Globalization;

namespace CryptoScalp.Rules.Primitives;

/// <summary>Why a transaction had to be rolled back.</summary>
/// <param name="Code">Of <see cref="EvaluationDiagnostics"/>.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record BrokenPromise(string Code, string Message)
{
    /// <summary>What the descriptor says of the arguments, in the invariant culture.</summary>
    public static BrokenPromise Of(DiagnosticDescriptor descriptor, params object[] arguments) =>
        new(descriptor.Code, string.Format(CultureInfo.InvariantCulture, descriptor.Message, arguments));
}
