using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Reference.Tests;

/// <summary>Sessions on rules written as text.</summary>
internal static class Texts
{
    public static BoundProgram Bind(string rules)
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("test.rules", rules)], BindOptions.Default);
        Assert.True(bound.Program is not null, rules + string.Concat(bound.Diagnostics.Select(static d => DiagnosticText.Format(d))));
        return bound.Program!;
    }

    public static ReferenceSession Start(string rules, SessionLimits? limits = null) => new(Bind(rules), limits ?? SessionLimits.Default);

    public static FactChange Plus(string predicate, params object[] arguments) => FactChange.Assert(Fact(predicate, arguments));

    public static FactChange Minus(string predicate, params object[] arguments) => FactChange.Retract(Fact(predicate, arguments));

    /// <summary>Texts that begin with a slash are names; integers numbers; fractions floats.</summary>
    public static Fact Fact(string predicate, params object[] arguments) => new(predicate, [.. arguments.Select(static a => a switch
    {
        string name when name.StartsWith('/') => Value.Name(name),
        string text => Value.String(text),
        int number => Value.Number(number),
        double fraction => Value.Float64(fraction),
        _ => throw new ArgumentException($"no value for {a}"),
    })]);

    public static string Facts(this ReferenceSession session, params string[] predicates) => string.Join(' ', predicates.SelectMany(session.FactsOf));
}
