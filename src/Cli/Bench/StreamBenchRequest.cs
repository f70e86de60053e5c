namespace CryptoScalp.Rules.Cli;

/// <summary>What <c>scalp bench stream</c> was asked for.</summary>
internal sealed record StreamBenchRequest(string Path, string Facts, string Updates, string Engine, bool Provenance, bool Json);
