using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Cli;

/// <summary>Reads <c>--engine</c>.</summary>
internal static class EngineNames
{
    /// <exception cref="WrongCallException">There is no such engine.</exception>
    public static RuleEngineKind Parse(string name) => name switch
    {
        "incremental" => RuleEngineKind.Incremental,
        "reference" => RuleEngineKind.Reference,
        _ => throw new WrongCallException($"there is no engine '{name}'; use --engine incremental or --engine reference"),
    };
}
