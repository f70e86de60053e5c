using System.CommandLine;
using System.Text.Json;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp fmt PATH… [--check]</c>: the canonical layout, in place.</summary>
internal static class FmtCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = CommonOptions.Paths();
        Option<bool> check = new("--check") { Description = "Change nothing; answer 1 and name the files that are not in canonical layout." };
        Option<bool> json = CommonOptions.Json();
        Command command = new("fmt", "Lay rules out canonically, in place; comments stay.") { paths, check, json };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(paths)!, parsed.GetValue(check), parsed.GetValue(json)));
        return command;
    }

    private static int Run(Terminal terminal, string[] paths, bool checkOnly, bool json)
    {
        DiagnosticBag diagnostics = new();
        IReadOnlyList<SyntaxTree> trees = RuleSources.Parse(paths, diagnostics);
        diagnostics.AddRange(trees.SelectMany(static t => t.Diagnostics));
        DiagnosticPrinter.Print(terminal, diagnostics.ToSorted(), json);
        int changed = 0;
        foreach (SyntaxTree tree in trees.Where(static t => !t.Diagnostics.Any(static d => d.IsError)))
        {
            changed += Format(terminal, tree, checkOnly, json) ? 1 : 0;
        }

        if (!json)
        {
            terminal.Out.WriteLine($"{trees.Count} files, {changed} {(checkOnly ? "not in canonical layout" : "changed")}");
        }

        return diagnostics.HasErrors || (checkOnly && changed > 0) ? ExitCode.WrongInput : ExitCode.Fine;
    }

    /// <summary>True when the file differs from its canonical layout.</summary>
    private static bool Format(Terminal terminal, SyntaxTree tree, bool checkOnly, bool json)
    {
        string formatted = SyntaxFormatter.Format(tree);
        if (formatted == tree.Source.Text)
        {
            return false;
        }

        terminal.Out.WriteLine(json ? JsonSerializer.Serialize(new { file = tree.Source.Path, changed = !checkOnly }) : tree.Source.Path);
        if (!checkOnly)
        {
            Replace(tree.Source.Path, formatted);
        }

        return true;
    }

    /// <summary>Writes beside the file and renames, so that no failure leaves half a file.</summary>
    private static void Replace(string path, string text)
    {
        string beside = path + ".fmt.tmp";
        File.WriteAllText(beside, text);
        File.Move(beside, path, overwrite: true);
    }
}
