using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>From text to a session, failing with the diagnostics.</summary>
internal static class Sessions
{
    public static BoundProgram Bind(string rules)
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("random.rules", rules)], BindOptions.Default);
        Assert.True(bound.Program is not null, string.Concat(bound.Diagnostics.Where(static d => d.IsError).Select(static d => DiagnosticText.Format(d))) + rules);
        return bound.Program!;
    }

    /// <summary>Null when the text is no program.</summary>
    public static BoundProgram? TryBind(string rules) => RuleBinder.Bind([SyntaxTree.Parse("random.rules", rules)], BindOptions.Default).Program;

    public static ReferenceSession Start(string rules) => new(Bind(rules), SessionLimits.Default);

    /// <summary>The facts of these predicates, one a line.</summary>
    public static string Dump(IRuleSession session, IEnumerable<string> predicates) =>
        string.Join('\n', predicates.Order(StringComparer.Ordinal).SelectMany(session.FactsOf));
}
