using System.CommandLine;
using System.CommandLine.Parsing;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Cli;

/// <summary>The command line as a table: one line a command, each built in its own file under <c>Commands</c>.</summary>
internal static class ScalpCommand
{
    /// <summary>After Ctrl-C or SIGTERM a run closes its journal and ends in good order. Killed before (the default is 2 s) it would leave a journal without an end, and the machine that is slow is the one that is busy.</summary>
    private static readonly TimeSpan _timeToStop = TimeSpan.FromSeconds(30);

    /// <summary>Parses and runs. Never throws: what goes wrong at run time is printed and answered with <see cref="ExitCode.Failed"/>.</summary>
    public static int Run(string[] arguments, Terminal terminal)
    {
        if (arguments.Length == 0)
        {
            terminal.Error.WriteLine("scalp: say what to do: 'scalp demo' shows everything at work in a minute, 'scalp --help' lists the commands");
            return ExitCode.WrongCall;
        }

        RootCommand root = Create(terminal);
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            terminal.Error.WriteLine(UnknownCommand(root, parsed) ?? string.Join('\n', parsed.Errors.Select(static e => $"scalp: {Words(e)}").Distinct()));
            terminal.Error.WriteLine($"Try '{CommandPath(parsed)} --help'.");
            return ExitCode.WrongCall;
        }

        return Invoke(parsed, terminal);
    }

    private static RootCommand Create(Terminal terminal) => new("CryptoScalp Rules: an explainable decision engine for crypto scalping.")
    {
        DemoCommand.Create(terminal),
        RunCommand.Create(terminal),
        ServeCommand.Create(terminal),
        CheckCommand.Create(terminal),
        FmtCommand.Create(terminal),
        TestCommand.Create(terminal),
        CostCommand.Create(terminal),
        VerifyCommand.Create(terminal),
        LintCommand.Create(terminal),
        SizeCommand.Create(terminal),
        EvalCommand.Create(terminal),
        BenchCommand.Create(terminal),
        FeaturesCommand.Create(terminal),
        ModelsCommand.Create(terminal),
        PacksCommand.Create(terminal),
        ExplainCommand.Create(terminal),
        WhyCommand.Create(terminal),
        AuditCommand.Create(terminal),
        WhyNotCommand.Create(terminal),
        WhatIfCommand.Create(terminal),
        ReplayCommand.Create(terminal),
        DecisionsCommand.CreateDecisions(terminal),
        DecisionsCommand.CreateNonDecisions(terminal),
        WhatWouldCommand.Create(terminal),
    };

    private static int Invoke(ParseResult parsed, Terminal terminal)
    {
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = _timeToStop, Output = terminal.Out, Error = terminal.Error });
        }
        catch (WrongCallException e)
        {
            terminal.Error.WriteLine($"scalp: {e.Message}");
            return ExitCode.WrongCall;
        }
        catch (JournalException e)
        {
            terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
            return ExitCode.Failed;
        }
        catch (ModelException e)
        {
            terminal.Error.Write(DiagnosticText.Format(e.Diagnostic, terminal.ColourErrors));
            return e.Diagnostic.Descriptor == ModelDiagnostics.RuntimeMissing || e.Diagnostic.Descriptor == ModelDiagnostics.TrainingMissing ? ExitCode.Failed : ExitCode.WrongInput;
        }
        catch (Z3MissingException e)
        {
            terminal.Error.WriteLine($"scalp: {e.Message}");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"scalp: {e.Message}");
            return ExitCode.Failed;
        }
#pragma warning disable CA1031 // The outermost edge: a bug must end in a message and an exit code, not in a torn terminal.
        catch (Exception e)
        {
            terminal.Error.WriteLine($"scalp: internal error: {e}");
            terminal.Error.WriteLine("scalp: this is a bug; please report it with the command and its input");
            return ExitCode.Failed;
        }
#pragma warning restore CA1031
    }

    /// <summary>A message for a first word that is no command; null when the fault is another.</summary>
    private static string? UnknownCommand(RootCommand root, ParseResult parsed)
    {
        if (parsed.CommandResult.Command is not RootCommand || parsed.Tokens.Count == 0 || parsed.Tokens[0].Value.StartsWith('-'))
        {
            return null;
        }

        string word = parsed.Tokens[0].Value;
        string? near = NameSuggestion.Nearest(word, root.Subcommands.Select(static c => c.Name));
        return $"scalp: there is no command '{word}'{(near is null ? "" : $"; did you mean '{near}'?")}";
    }

    /// <summary>The parser names types of the runtime, which mean nothing to a caller.</summary>
    private static string Words(ParseError error) =>
        error.SymbolResult is OptionResult { Tokens: [Token given, ..], Option: { } option } && error.Message.Contains("'System.", StringComparison.Ordinal)
            ? $"{option.Name} is a whole number{(option.ValueType == typeof(ulong) ? $" from 0 to {ulong.MaxValue}" : "")}, not '{given.Value}'"
            : error.Message;

    private static string CommandPath(ParseResult parsed)
    {
        string path = "";
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } command; at = at.Parent)
        {
            path = $" {command.Command.Name}{path}";
        }

        return "scalp" + path;
    }
}
