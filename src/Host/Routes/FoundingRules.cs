using System.Reflection;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Host;

/// <summary>The founding document's four reasoning rules, word for word (<c>rules/founding</c>), bound once.</summary>
internal static class FoundingRules
{
    private static readonly Lazy<BoundProgram> _program = new(Load);

    public static BoundProgram Program => _program.Value;

    private static BoundProgram Load()
    {
        SyntaxTree[] trees = [.. new[] { "declarations", "founding" }.Select(static name => SyntaxTree.Parse(new SourceText($"founding/{name}.rules", TextOf(name))))];
        BindResult bound = RuleBinder.Bind(trees, new BindOptions { Libraries = RuleLibraries.All, External = MarketCatalogue.Relations });
        return bound.Program ?? throw new InvalidOperationException($"the founding rules do not bind: {bound.Diagnostics.First(static d => d.IsError).Message}");
    }

    private static string TextOf(string name)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream($"founding/{name}.rules")!);
        return reader.ReadToEnd();
    }
}
