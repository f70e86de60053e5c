namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>What is done before a tick of a run.</summary>
/// <param name="BeforeTick">Counts ticks from 0.</param>
/// <param name="Rules">The rules that come into force; null to roll back, or to set parameters.</param>
/// <param name="Params">Parameters to set; null for none.</param>
internal sealed record SwitchPlan(int BeforeTick, string? Rules, IReadOnlyDictionary<string, string>? Params = null);
