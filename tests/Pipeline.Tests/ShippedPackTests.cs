using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>What ships in <c>rules</c> checks, passes its own tests and is laid out canonically.</summary>
public sealed class ShippedPackTests
{
    /// <summary>Every folder of <c>rules</c> but the libraries.</summary>
    private static readonly string[] _packs =
        [.. Directory.GetDirectories(Checkout.PathOf("rules")).Select(static d => Path.GetFileName(d)!).Where(static n => n != "lib").Order(StringComparer.Ordinal)];

    public static TheoryData<string> Packs => [.. _packs];

    [Fact]
    public void The_packs_are_the_ones_we_know_of()
    {
        Assert.Equal(["arbitrage", "founding", "guards", "models", "restated", "scalping"], _packs);
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void A_pack_checks_without_a_warning_and_passes_its_tests(string pack)
    {
        LoadedRules loaded = LoadedRules.Load([Checkout.PathOf("rules", pack)], [], strict: false);
        Assert.Empty(loaded.Diagnostics.Select(static d => DiagnosticText.Format(d)));

        RuleTestReport report = RuleTestRunner.Run(loaded.Program!);

        Assert.NotEmpty(report.Results);
        Assert.Empty(report.Results.SelectMany(static r => r.Failures.Select(f => $"{r.Name}: {f.Place}: {f.Message}")));
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void Every_rule_of_a_packs_own_files_is_covered_by_its_tests(string pack)
    {
        BoundProgram program = LoadedRules.Load([Checkout.PathOf("rules", pack)], [], strict: false).Program!;

        RuleTestReport report = RuleTestRunner.Run(program);

        string[] own = [.. program.Rules.Where(static r => !r.Span.Source.Path.StartsWith("library:", StringComparison.Ordinal)).Select(static r => r.Id)];
        Assert.Empty(own.Intersect(report.UncoveredRules));
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void A_pack_runs_on_what_the_engine_supplies_or_declares_the_rest(string pack)
    {
        Assert.Empty(LoadedRules.Load([Checkout.PathOf("rules", pack)], MarketCatalogue.Relations, strict: true).Diagnostics.Select(static d => DiagnosticText.Format(d)));
    }

    [Fact]
    public void The_demo_packs_load_together()
    {
        Assert.NotEmpty(Runs.DemoPacks().Decides);
    }

    [Fact]
    public void All_trading_packs_load_together()
    {
        LoadedRules loaded = LoadedRules.Load(_packs.Where(static p => p != "founding").SelectMany(static p => Directory.GetFiles(Checkout.PathOf("rules", p), "*.rules").Where(static f => !f.EndsWith(".test.rules", StringComparison.Ordinal))), MarketCatalogue.Relations, strict: true);

        Assert.Empty(loaded.Diagnostics.Where(static d => d.IsError).Select(static d => DiagnosticText.Format(d)));
        Assert.NotNull(loaded.Program);
    }

    [Fact]
    public void Every_shipped_file_is_in_canonical_layout()
    {
        string[] files = Directory.GetFiles(Checkout.PathOf("rules"), "*.rules", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, static file =>
        {
            string text = File.ReadAllText(file);
            Assert.Equal(text, SyntaxFormatter.Format(SyntaxTree.Parse(file, text)));
        });
    }

    [Theory]
    [InlineData("price(/a, \"X\", 100.0). price(/b, \"X\", 100.001).", "arbitrage_opportunity", 0)]
    [InlineData("price(/a, \"X\", 100.0). price(/b, \"X\", 100.00100001).", "arbitrage_opportunity", 1)]
    [InlineData("volatility(1, 0.05). volume_spike(1, 2.1).", "volatile_market", 0)]
    [InlineData("volatility(1, 0.051). volume_spike(1, 2.0).", "volatile_market", 0)]
    [InlineData("volatility(1, 0.051). volume_spike(1, 2.1).", "volatile_market", 1)]
    [InlineData("correlation(\"X\", \"Y\", 0.8). position(\"X\", 1.0). position(\"Y\", 1.0).", "high_correlation_risk", 0)]
    [InlineData("correlation(\"X\", \"Y\", 0.81). position(\"X\", 0.0). position(\"Y\", 1.0).", "high_correlation_risk", 0)]
    [InlineData("correlation(\"X\", \"Y\", 0.81). position(\"X\", 0.00000001). position(\"Y\", 1.0).", "high_correlation_risk", 1)]
    [InlineData("signal(\"s\", \"X\", \"BUY\", 0.6). signal(\"t\", \"X\", \"SELL\", 0.7).", "conflicting_signals", 0)]
    [InlineData("signal(\"s\", \"X\", \"BUY\", 0.61). signal(\"t\", \"X\", \"SELL\", 0.61).", "conflicting_signals", 1)]
    public void The_founding_rules_as_printed_are_strict_at_their_thresholds(string facts, string predicate, int expected)
    {
        string text = File.ReadAllText(Path.Combine(Checkout.PathOf("rules", "founding"), "founding.rules"));
        string prices = facts.StartsWith("price", StringComparison.Ordinal) ? "Decl price(V, S, P) bound [/name, /string, /dec8].\n" : "";
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("a.rules", text), SyntaxTree.Parse("b.rules", prices + facts)], BindOptions.Default);
        Assert.True(bound.Program is not null, string.Concat(bound.Diagnostics.Select(static d => DiagnosticText.Format(d))));

        Assert.Equal(expected, new ReferenceSession(bound.Program!, new SessionLimits()).FactsOf(predicate).Count);
    }
}
