using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>The front door of semantics: trees in, a checked program out.</summary>
public static class RuleBinder
{
    /// <summary>Resolves names, finds types, checks safety and strata. Never throws on a faulty program: every fault is a diagnostic, and then there is no program.</summary>
    /// <remarks>The result does not depend on the order of <paramref name="trees"/>: they are taken in the order of their paths. Thread-safe.</remarks>
    public static BindResult Bind(IReadOnlyList<SyntaxTree> trees, BindOptions options) => new ProgramBinder(options).Bind(trees);
}
