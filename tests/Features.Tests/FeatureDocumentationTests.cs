namespace CryptoScalp.Rules.Features.Tests;

public class FeatureDocumentationTests
{
    [Fact]
    public void Every_feature_has_a_page_that_names_its_unit_and_formula_and_no_page_is_left_over()
    {
        string folder = Path.Combine(Repository(), "docs", "features");
        foreach (FeatureDefinition feature in FeatureSchema.Default.Features)
        {
            string page = File.ReadAllText(Path.Combine(folder, feature.Name + ".md"));
            Assert.StartsWith($"# `{feature.Name}`\n", page, StringComparison.Ordinal);
            Assert.Contains(feature.Summary, page, StringComparison.Ordinal);
            Assert.Contains($"Unit: {feature.Unit}.", page, StringComparison.Ordinal);
        }

        Assert.Equal(
            FeatureSchema.Default.Features.Select(static f => f.Name).Order(StringComparer.Ordinal),
            Directory.GetFiles(folder, "*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
    }

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CryptoScalp.Rules.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("the tests run outside the repository");
    }
}
