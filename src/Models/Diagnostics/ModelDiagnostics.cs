using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Models;

/// <summary>The diagnostics of models and their registry: CSR62xx.</summary>
public static class ModelDiagnostics
{
    public static DiagnosticDescriptor RuntimeMissing { get; } = new(
        "CSR6201", DiagnosticSeverity.Error, "The model runtime is not here", "models cannot be run: {0}");

    public static DiagnosticDescriptor BadRegistry { get; } = new(
        "CSR6202", DiagnosticSeverity.Error, "The registry of models cannot be read", "{0}: {1}");

    public static DiagnosticDescriptor UnknownModel { get; } = new(
        "CSR6203", DiagnosticSeverity.Error, "There is no such model", "the registry {0} has no {1}");

    public static DiagnosticDescriptor FileMissing { get; } = new(
        "CSR6204", DiagnosticSeverity.Error, "A model's file is not there", "{0} of {1} is not there or cannot be read: {2}");

    public static DiagnosticDescriptor WrongHash { get; } = new(
        "CSR6205", DiagnosticSeverity.Error, "A model's file is not the one that was registered", "{0} has the sha256 {1}, registered is {2}; it is not loaded");

    public static DiagnosticDescriptor NotAModel { get; } = new(
        "CSR6206", DiagnosticSeverity.Error, "A model's file cannot be loaded", "{0} is no model that the runtime can load: {1}");

    public static DiagnosticDescriptor WrongShape { get; } = new(
        "CSR6207", DiagnosticSeverity.Error, "A model takes or gives something else", "{0}: {1} is {2}, but must be {3}");

    public static DiagnosticDescriptor WrongExamples { get; } = new(
        "CSR6208", DiagnosticSeverity.Error, "A model does not give what its training saw", "{0} gives {1} for example {2} where its training gave {3}; the runtime or the export is wrong");

    public static DiagnosticDescriptor BadManifest { get; } = new(
        "CSR6209", DiagnosticSeverity.Error, "The manifest of an ensemble cannot be used", "{0}: {1}");

    public static DiagnosticDescriptor DeviceMissing { get; } = new(
        "CSR6210", DiagnosticSeverity.Warning, "A device for models is not here", "models run on the processor, because {0} is not to be had: {1}");

    public static DiagnosticDescriptor NoScores { get; } = new(
        "CSR6211", DiagnosticSeverity.Warning, "Rules ask for scores that nobody gives", "the rules read '{0}', but there will be none: {1}");

    public static DiagnosticDescriptor NotExchangeable { get; } = new(
        "CSR6212", DiagnosticSeverity.Error, "A model cannot take another's place in a run", "{0} cannot take the place of the one that runs: {1}");

    public static DiagnosticDescriptor TrainingMissing { get; } = new(
        "CSR6213", DiagnosticSeverity.Error, "What the training needs is not here", "models cannot be trained: {0}");

    public static DiagnosticDescriptor BadTrainingSet { get; } = new(
        "CSR6214", DiagnosticSeverity.Error, "A training set cannot be used", "{0}: {1}");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        RuntimeMissing, BadRegistry, UnknownModel, FileMissing, WrongHash, NotAModel, WrongShape, WrongExamples, BadManifest, DeviceMissing, NoScores, NotExchangeable, TrainingMissing, BadTrainingSet,
    ];
}
