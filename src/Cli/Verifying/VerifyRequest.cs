using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Cli;

/// <summary>What <c>scalp verify</c> was asked for.</summary>
internal sealed record VerifyRequest
{
    public required VerifyOptions Options { get; init; }

    public string? Only { get; init; }

    public string? EmitTest { get; init; }

    public string? SmtFolder { get; init; }

    public bool IsJson { get; init; }
}
