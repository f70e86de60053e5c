using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.MarketData.Tests;

public sealed class DiagnosticCatalogueTests
{
    [Fact]
    public void Every_code_is_its_own_and_has_a_page_with_its_title()
    {
        Assert.Distinct(MarketDataDiagnostics.All.Select(static d => d.Code));
        string pages = Path.Combine(Checkout(), "docs", "diagnostics");
        foreach (DiagnosticDescriptor descriptor in MarketDataDiagnostics.All)
        {
            string page = File.ReadAllText(Path.Combine(pages, descriptor.Code + ".md"));
            Assert.StartsWith($"# {descriptor.Code}: {descriptor.Title}\n", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_fault_has_words_and_a_diagnostic_of_the_catalogue()
    {
        foreach (FeedFault fault in Enum.GetValues<FeedFault>())
        {
            (DiagnosticDescriptor descriptor, string words) = FaultText.Of(fault);
            Assert.Contains(descriptor, MarketDataDiagnostics.All);
            Assert.NotEmpty(words);
        }
    }

    private static string Checkout()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "CryptoScalp.Rules.sln")))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException("the checkout's root was not found above the tests");
    }
}
