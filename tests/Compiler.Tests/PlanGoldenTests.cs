using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Compiler.Tests;

/// <summary>The printed plan of each program in <c>Golden</c> equals the file beside it. <c>SCALP_REWRITE=1</c> rewrites the files.</summary>
public sealed class PlanGoldenTests
{
    [Theory]
    [InlineData("trading")]
    [InlineData("recursion")]
    [InlineData("clock")]
    public void The_printed_plan_is_the_golden_one(string name)
    {
        string folder = Path.Combine(Checkout(), "Golden"), golden = Path.Combine(folder, name + ".plan");
        string actual = PlanText.Format(PlanCompiler.Compile(Programs.Bind(name + ".rules", File.ReadAllText(Path.Combine(folder, name + ".rules")))));
        if (Environment.GetEnvironmentVariable("SCALP_REWRITE") == "1")
        {
            File.WriteAllText(golden, actual);
        }

        Assert.Equal(File.ReadAllText(golden), actual);
    }

    private static string Checkout()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "CryptoScalp.Rules.sln")))
        {
            at = at.Parent;
        }

        return Path.Combine(at?.FullName ?? throw new InvalidOperationException("the tests must run inside a checkout"), "tests", "Compiler.Tests");
    }
}
