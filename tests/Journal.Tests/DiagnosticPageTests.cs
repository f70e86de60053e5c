using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Journal.Tests;

public sealed class DiagnosticPageTests
{
    [Fact]
    public void Every_code_has_a_page_with_its_title_and_what_to_do()
    {
        foreach (DiagnosticDescriptor descriptor in JournalDiagnostics.All)
        {
            string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics", descriptor.Code + ".md"));
            Assert.StartsWith($"# {descriptor.Code}: {descriptor.Title}\n", page, StringComparison.Ordinal);
            Assert.Contains("**What to do.**", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_page_belongs_to_a_code()
    {
        IEnumerable<string> pages = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "diagnostics")).Select(static path => Path.GetFileNameWithoutExtension(path));

        Assert.Equal(JournalDiagnostics.All.Select(static d => d.Code), pages.Order(StringComparer.Ordinal));
    }
}
