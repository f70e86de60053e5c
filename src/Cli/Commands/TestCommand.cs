using System.CommandLine;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp test PATH…</c>: the rule tests of each path, with rule coverage.</summary>
internal static class TestCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = CommonOptions.Paths();
        Option<string?> filter = new("--filter") { Description = "Run only tests whose name contains this text.", HelpName = "TEXT" };
        Option<bool> json = CommonOptions.Json();
        Command command = new("test", "Run the tests of rule packs; each path is one program.") { paths, filter, json };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(paths)!, parsed.GetValue(filter), parsed.GetValue(json)));
        return command;
    }

    private static int Run(Terminal terminal, string[] paths, string? filter, bool json)
    {
        int code = ExitCode.Fine;
        foreach (string path in paths)
        {
            LoadedRules loaded = LoadedRules.Load([path], [], strict: false);
            bool fine = DiagnosticPrinter.Print(terminal, loaded.Diagnostics, json);
            if (!fine || loaded.Program is null)
            {
                code = ExitCode.WrongInput;
                continue;
            }

            RuleTestReport report = RuleTestRunner.Run(loaded.Program, filter);
            RuleTestPrinter.Print(terminal, path, report, json);
            code = report.Failed > 0 || RanNone(terminal, report, path, filter) ? ExitCode.WrongInput : code;
        }

        return code;
    }

    /// <summary>Nothing tested must not look like everything passed.</summary>
    private static bool RanNone(Terminal terminal, RuleTestReport report, string path, string? filter)
    {
        if (report.Results.IsEmpty)
        {
            terminal.Error.WriteLine(filter is null ? $"scalp: there is no test in '{path}'" : $"scalp: no test in '{path}' has '{filter}' in its name");
        }

        return report.Results.IsEmpty;
    }
}
