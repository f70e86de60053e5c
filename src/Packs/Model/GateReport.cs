using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs;

/// <summary>What came of a step of the gate.</summary>
public enum StepOutcome : byte
{
    Passed,

    /// <summary>Passed, with something worth a look.</summary>
    Noted,

    /// <summary>Left out by policy, or because what it needs is not there.</summary>
    Skipped,

    Failed,
}

/// <summary>One step of the gate.</summary>
/// <param name="Name">Such as <c>types</c> or <c>tests</c>.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Summary">In a line.</param>
/// <param name="Diagnostics">What it found, with places.</param>
/// <param name="Details">Lines for a person: counterexamples, failed expectations.</param>
/// <param name="ElapsedMs">How long it took; for display only, no part of the hash.</param>
public sealed record GateStep(string Name, StepOutcome Outcome, string Summary, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<string> Details, long ElapsedMs);

/// <summary>What the gate found of a pack, step by step up to the first that failed.</summary>
/// <param name="Version">The pack's version; empty when its rules do not check.</param>
/// <param name="Against">The version in force that it was compared with.</param>
/// <param name="Steps">In order.</param>
/// <param name="Rules">How the rules differ; null when they do not check.</param>
/// <param name="Decisions">How the decisions differ over the recent past.</param>
public sealed record GateReport(string Version, string Against, ImmutableArray<GateStep> Steps, RuleDifferences? Rules, DecisionComparison Decisions)
{
    /// <summary>The step that failed; null when the pack passed.</summary>
    public GateStep? Failure => Steps.FirstOrDefault(static s => s.Outcome == StepOutcome.Failed);

    public bool Passed => Failure is null;

    /// <summary>SHA-256 (hex) over what was found, times of day and durations aside; the journal's record of an activation names it.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical())));

    private string Canonical()
    {
        StringBuilder text = new();
        text.Append(Version).Append('\n').Append(Against).Append('\n');
        foreach (GateStep step in Steps)
        {
            text.Append(step.Name).Append(' ').Append(step.Outcome).Append(' ').Append(step.Summary).Append('\n');
            step.Diagnostics.ToList().ForEach(d => text.Append(DiagnosticText.Format(d)));
            step.Details.ToList().ForEach(line => text.Append(line).Append('\n'));
        }

        foreach (DecisionDifference difference in Decisions.Differences)
        {
            text.Append(difference.Kind).Append(' ').Append(difference.Sequence).Append(' ').Append(difference.Live?.Id).Append(' ').Append(difference.Candidate?.Id).Append('\n');
        }

        return text.ToString();
    }
}
