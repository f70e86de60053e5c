using System.Text;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference.Tests;

/// <summary><c>docs/builtins.md</c> lists every built-in with its summary. <c>SCALP_UPDATE=1</c> rewrites it.</summary>
public sealed class BuiltinPageTests
{
    [Fact]
    public void The_page_of_builtins_lists_exactly_those_of_the_table()
    {
        string path = Path.Combine(Root(), "docs", "builtins.md");
        if (Environment.GetEnvironmentVariable("SCALP_UPDATE") == "1")
        {
            File.WriteAllText(path, Page());
        }

        Assert.Equal(Page(), File.ReadAllText(path));
    }

    private static string Page()
    {
        StringBuilder page = new("# Built-ins\n\nMade from the table of built-ins (`src/Semantics/Builtins/BuiltinTable.cs`); a test keeps it so.\n");
        page.Append("A function that fails drops the substitution it was applied to; the failure is counted per rule. Nothing converts by itself: use `to_number`, `to_float64`, `to_dec8`.\n");
        Section("Functions", "`fn:` before the name is optional. Infix `+ - * /` and the sign `-` are `plus minus mult divide neg`; a condition as an argument is `eq ne lt le gt ge`.");
        Rows(BuiltinTable.FunctionNames.Select(static name => (name, BuiltinTable.FindFunction(name)!.Summary)));
        Section("Aggregates", "In `|> do fn:group_by(…), let X = …`, over the distinct substitutions of the body.");
        Rows(BuiltinTable.AggregateNames.Select(static name => (name, BuiltinTable.FindAggregate(name)!.Summary)));
        Section("Predicates", "`+` marks an argument that must be known, `-` one that the predicate binds (or checks).");
        Rows(BuiltinTable.PredicateNames.Select(static name => (Signature(BuiltinTable.FindPredicate(name)!), BuiltinTable.FindPredicate(name)!.Summary)));
        return page.ToString();

        void Section(string title, string text) => page.Append($"\n## {title}\n\n{text}\n\n| name | meaning |\n|---|---|\n");
        void Rows(IEnumerable<(string Name, string Summary)> rows) => page.AppendJoin("", rows.Select(static r => $"| `{r.Name}` | {r.Summary.Replace("|", "\\|", StringComparison.Ordinal)} |\n"));
    }

    private static string Signature(BuiltinPredicate predicate) =>
        $"{predicate.Name}({string.Join(", ", Enumerable.Range(0, predicate.Arity).Select(i => predicate.IsInput(i) ? "+" : "-"))})";

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CryptoScalp.Rules.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("CryptoScalp.Rules.sln is in no folder above the tests");
    }
}
