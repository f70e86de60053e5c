using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp what-if …</c>: what a change of parameters, facts or rules would have made of a recorded run.</summary>
internal static class WhatIfCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string[]> set = Several("--set", "A parameter's other value: 'max_spread_bps = 8.0'. May be given several times.", "PARAM=VALUE");
        Option<string[]> assert = Several("--assert", "A fact that would hold; of a keyed predicate it replaces the row of its key.", "FACT");
        Option<string[]> retract = Several("--retract", "A fact, or the key of a row, that would not hold.", "FACT");
        Option<string[]> rules = Several("--rules", "Rules instead of the recorded ones: a .rules file or a folder of them.", "PATH");
        Option<string?> journal = CommonOptions.JournalToRead();
        Option<string?> at = CommonOptions.At();
        Option<string?> from = new("--from") { Description = "Compare decisions over a span instead of one moment: start, a time (10:31, 90s since the start, -1h before the end) or a decision.", HelpName = "WHEN" };
        Option<string?> to = new("--to") { Description = "The end of the span; default: the end of the journal.", HelpName = "WHEN" };
        Option<string> format = CommonOptions.Format();
        Option<bool> json = CommonOptions.Json();
        Command command = new("what-if", "Derive a recorded run again with something changed, and show which decisions and facts would differ.")
        {
            set, assert, retract, rules, journal, at, from, to, format, json,
        };
        HostOption host = new();
        host.AddTo(command);
        command.SetAction(parsed =>
        {
            OutputFormat form = OutputFormats.Read(parsed.GetValue(format)!, parsed.GetValue(json));
            string? folder = parsed.GetValue(journal);
            WhatIfRequest request = new(
                parsed.GetValue(set) ?? [], parsed.GetValue(assert) ?? [], parsed.GetValue(retract) ?? [], parsed.GetValue(rules) ?? [],
                parsed.GetValue(at), parsed.GetValue(from), parsed.GetValue(to));
            return host.Choose(
                parsed,
                terminal,
                folder,
                client => new HostExplainer(terminal, client, form).WhatIf(request),
                () => new WhatIfExplainer(terminal, folder ?? DemoCommand.JournalFolder).Explain(request, form));
        });
        return command;
    }

    private static Option<string[]> Several(string name, string description, string help) => new(name) { Description = description, HelpName = help, AllowMultipleArgumentsPerToken = false };
}
