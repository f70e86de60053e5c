namespace CryptoScalp.Rules.Cli;

/// <summary>What <c>scalp what-if</c> was asked.</summary>
/// <param name="Set"><c>param = value</c>, each.</param>
/// <param name="Assert">Facts that would hold.</param>
/// <param name="Retract">Facts, or keys of rows, that would not.</param>
/// <param name="Rules">Rule files or folders instead of the recorded rules.</param>
/// <param name="At">The moment; null for the end.</param>
/// <param name="From">With it decisions over a span are compared; <c>start</c> for the beginning of the run.</param>
/// <param name="To">The end of the span; null for the end of the run.</param>
internal sealed record WhatIfRequest(string[] Set, string[] Assert, string[] Retract, string[] Rules, string? At, string? From, string? To);
