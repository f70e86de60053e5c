using System.Collections.Immutable;

namespace CryptoScalp.Rules.Models;

/// <summary>All that is known of a trained ensemble; its sha256 is the ensemble's version, and it holds those of every file.</summary>
public sealed record EnsembleManifest
{
    /// <summary>A name such as <c>/minute</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The sha256 of the manifest's file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>One sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Length of the bars, as calls write it: <c>1m</c>.</summary>
    public required string Bar { get; init; }

    /// <summary>Rows that a score rests on, newest last.</summary>
    public required int Window { get; init; }

    /// <summary>Bars that a score looks ahead.</summary>
    public required int HorizonBars { get; init; }

    /// <summary>Costs within the barriers.</summary>
    public required double CostBps { get; init; }

    /// <summary>The call that sets the barriers.</summary>
    public required string Volatility { get; init; }

    /// <summary>The columns of a row, as calls.</summary>
    public required ImmutableArray<string> Features { get; init; }

    /// <summary>The call whose value is the number of the regime.</summary>
    public required string Regime { get; init; }

    public required ImmutableArray<MemberManifest> Members { get; init; }

    /// <summary>Which regime holds some bars from now.</summary>
    public required MemberManifest RegimeModel { get; init; }

    /// <summary>A weight a regime (row) and member (column); each row adds up to 1.</summary>
    public required ImmutableArray<ImmutableArray<double>> Weights { get; init; }

    public required Calibration Calibration { get; init; }

    /// <summary>The confidence from which acting paid on the calibration rows; null where it never did.</summary>
    public required double? Act { get; init; }

    /// <summary>Milliseconds of market time within which a score must have come.</summary>
    public required int TimeBoxMs { get; init; }

    public required ReferenceDistribution Reference { get; init; }

    /// <summary>Rows, and what the training gave for them.</summary>
    public required ModelFile Examples { get; init; }

    /// <summary>What it learned from.</summary>
    public required string TrainedOn { get; init; }

    /// <summary>The first twelve digits of <see cref="Sha256"/>: how people and proofs name a version.</summary>
    public string Version => Sha256[..12];

    /// <summary>What to throw when something that the manifest asks for is not to be had: CSR6209.</summary>
    public static ModelException Unusable(EnsembleManifest manifest, Exception cause) =>
        new(ModelDiagnostics.BadManifest, cause, $"{manifest.Name} {manifest.Version}", cause.Message);
}
