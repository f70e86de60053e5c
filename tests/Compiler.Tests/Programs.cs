using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Compiler.Tests;

/// <summary>From text to a bound program, failing with the diagnostics.</summary>
internal static class Programs
{
    public static BoundProgram Bind(string path, string rules)
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse(path, rules)], BindOptions.Default);
        Assert.True(bound.Program is not null, string.Join('\n', bound.Diagnostics.Select(static d => d.Message)));
        return bound.Program!;
    }
}
