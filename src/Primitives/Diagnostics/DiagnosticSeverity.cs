namespace CryptoScalp.Rules.Primitives;

/// <summary>How much a diagnostic weighs: an error stops the phase's result from being used.</summary>
public enum DiagnosticSeverity : byte
{
    Info = 0,
    Warning = 1,
    Error = 2,
}
