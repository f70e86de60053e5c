using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Architecture.Tests;

/// <summary>The library <c>market</c> promises what the engine supplies: no feature more, none less.</summary>
public sealed class MarketLibraryTests
{
    private static readonly string[] _notFeatures = ["quote", "price", "feed", "position", "holding", "account", "trading_state", "signal", "bar", "feature"];

    [Fact]
    public void It_declares_exactly_the_features_of_the_schema_keyed_by_venue_and_symbol()
    {
        BoundPredicate[] features = [.. Declared().Where(static p => !_notFeatures.Contains(p.Name))];

        Assert.Equal(FeatureSchema.Default.Features.Select(static f => f.Name).Order(StringComparer.Ordinal), features.Select(static p => p.Name).Order(StringComparer.Ordinal));
        Assert.All(features, static p =>
        {
            Assert.Equal("/name, /string, /float64", string.Join(", ", p.Types));
            Assert.Equal("0, 1", string.Join(", ", p.Key));
            Assert.True(p.IsExtensional, $"{p.Name} is not extensional");
        });
    }

    [Fact]
    public void Every_row_that_the_engine_supplies_is_keyed_so_that_an_update_replaces_it()
    {
        Assert.All(Declared(), static p => Assert.False(p.Key.IsEmpty, $"{p.Name} has no key"));
    }

    private static BoundPredicate[] Declared()
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("market.rules", File.ReadAllText(Path.Combine(Repository.Root, "rules", "lib", "market.rules")))], new BindOptions { Libraries = RuleLibraries.All });
        Assert.True(bound.Program is not null, string.Concat(bound.Diagnostics.Select(static d => DiagnosticText.Format(d))));
        return [.. bound.Program!.Predicates];
    }
}
