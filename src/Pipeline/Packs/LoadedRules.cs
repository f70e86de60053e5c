using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Rule files, read, parsed and bound as one program.</summary>
/// <param name="Program">Null when any diagnostic is an error: nothing is half-loaded.</param>
/// <param name="Diagnostics">Of every phase, sorted.</param>
/// <param name="Trees">The files that could be read, sorted by path.</param>
public sealed record LoadedRules(BoundProgram? Program, ImmutableArray<Diagnostic> Diagnostics, IReadOnlyList<SyntaxTree> Trees)
{
    public int FileCount => Trees.Count;

    /// <param name="paths">Files and folders.</param>
    /// <param name="external">Predicates that facts from outside supply.</param>
    /// <param name="strict">Makes undeclared predicates that nothing supplies errors.</param>
    /// <param name="forRecord">Names the files for proofs and journals in a way that does not depend on how the paths were typed.</param>
    public static LoadedRules Load(IEnumerable<string> paths, IReadOnlyList<ExternalRelation> external, bool strict, bool forRecord = false)
    {
        DiagnosticBag diagnostics = new();
        return Bind(RuleSources.Parse(paths, diagnostics, forRecord), external, strict, diagnostics);
    }

    /// <summary>Binds trees that were parsed already, as <see cref="Load"/> does.</summary>
    /// <param name="trees">The rules.</param>
    /// <param name="external">Predicates that facts from outside supply.</param>
    /// <param name="strict">Makes undeclared predicates that nothing supplies errors.</param>
    /// <param name="diagnostics">What was wrong with reading them; takes the rest.</param>
    public static LoadedRules Bind(IReadOnlyList<SyntaxTree> trees, IReadOnlyList<ExternalRelation> external, bool strict, DiagnosticBag diagnostics)
    {
        BindResult bound = RuleBinder.Bind(trees, new BindOptions { CheckCall = FeatureCalls.Check, Libraries = RuleLibraries.All, External = external, Strict = strict });
        bool unreadable = diagnostics.HasErrors;
        diagnostics.AddRange(bound.Diagnostics);
        return new LoadedRules(unreadable ? null : bound.Program, diagnostics.ToSorted(), trees);
    }
}
