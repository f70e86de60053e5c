using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp packs list | stage | diff | shadow | activate | rollback | params</c>: the rules of a running host, changed while it goes on.</summary>
internal static class PacksCommand
{
    public static Command Create(Terminal terminal) => new("packs", "Change the rules of a running host ('scalp serve'): stage, compare, put in force, go back.")
    {
        CreateList(terminal),
        CreateStage(terminal),
        CreateDiff(terminal),
        CreateOfVersion(terminal, "show", "Show one pack: its report, and what its shadow found.", static (remote, version, _) => remote.Show(version), by: null),
        CreateOfVersion(terminal, "shadow", "Compare from now on what a pack would decide with what is decided.", static (remote, version, _) => remote.Shadow(version), by: null),
        CreateOfVersion(terminal, "activate", "Put a pack in force, between two ticks.", static (remote, version, by) => remote.Activate(version, by), By()),
        CreateRollback(terminal),
        CreateParams(terminal),
    };

    private static Command CreateList(Terminal terminal) =>
        Remote(terminal, new Command("list", "List the versions of the rules: in force, ready, before."), static (remote, _) => remote.List());

    private static Command CreateStage(Terminal terminal)
    {
        Argument<string[]> paths = CommonOptions.Paths();
        Option<string?> by = By();
        return Remote(
            terminal,
            new Command("stage", "Check a pack, start it beside the run and replay the recent past under it. It decides nothing yet.") { paths, by },
            (remote, parsed) => remote.Stage(parsed.GetValue(paths)!, parsed.GetValue(by)));
    }

    private static Command CreateDiff(Terminal terminal)
    {
        Argument<string[]> paths = CommonOptions.Paths();
        return Remote(
            terminal,
            new Command("diff", "Show how rules differ from those in force, checked without proofs. Nothing is staged.") { paths },
            (remote, parsed) => remote.Diff(parsed.GetValue(paths)!));
    }

    private static Command CreateOfVersion(Terminal terminal, string word, string description, Func<RemotePacks, string, string?, int> act, Option<string?>? by)
    {
        Argument<string> version = new("VERSION") { Description = "The beginning of a pack's version." };
        Command command = new(word, description) { version };
        if (by is not null)
        {
            command.Options.Add(by);
        }

        return Remote(terminal, command, (remote, parsed) => act(remote, parsed.GetValue(version)!, by is null ? null : parsed.GetValue(by)));
    }

    private static Command CreateRollback(Terminal terminal)
    {
        Option<string?> by = By();
        Option<string?> cause = new("--cause") { Description = "Why; kept in the journal.", HelpName = "TEXT" };
        return Remote(
            terminal,
            new Command("rollback", "Go back to the rules that were in force before.") { by, cause },
            (remote, parsed) => remote.RollBack(parsed.GetValue(by), parsed.GetValue(cause)));
    }

    private static Command CreateParams(Terminal terminal)
    {
        Argument<string[]> values = new("NAME=VALUE") { Description = "A parameter and its value: max_spread_bps=8.0.", Arity = ArgumentArity.OneOrMore };
        Option<string?> by = By();
        return Remote(
            terminal,
            new Command("params", "Set parameters of the rules in force, through the same gate.") { values, by },
            (remote, parsed) => remote.SetParams(parsed.GetValue(values)!, parsed.GetValue(by)));
    }

    private static Option<string?> By() => new("--by") { Description = "Who asks; kept in the journal.", HelpName = "NAME" };

    /// <summary>Adds what all of them share.</summary>
    private static Command Remote(Terminal terminal, Command command, Func<RemotePacks, ParseResult, int> act)
    {
        HostOption host = new();
        Option<bool> json = CommonOptions.Json();
        host.AddTo(command);
        command.Options.Add(json);
        command.SetAction(parsed => host.Choose(
            parsed,
            terminal,
            null,
            client => act(new RemotePacks(terminal, client, parsed.GetValue(json)), parsed),
            static () => throw new WrongCallException("rules are changed on a running host: name it with --host http://127.0.0.1:8080; 'scalp serve' starts one")));
        return command;
    }
}
