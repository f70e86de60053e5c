using System.CommandLine;
using System.Globalization;
using CryptoScalp.Rules.Explain;

namespace CryptoScalp.Rules.Cli;

/// <summary>Options that several commands share, so that they read and mean the same everywhere.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object a line." };

    public static Option<bool> Timings() => new("--timings") { Description = "Tell on the error stream how long each phase took." };

    /// <summary>The journal that explanations read.</summary>
    public static Option<string?> JournalToRead() => new("--journal") { Description = $"The journal's folder (default: {DemoCommand.JournalFolder}).", HelpName = "DIR" };

    /// <summary>The moment that an explanation is about.</summary>
    public static Option<string?> At() => new("--at")
    {
        Description = "A decision (id, #number or last), or a time: 10:31, 2024-01-15T10:30:00.25Z, 90s (since the start), -15m (before the end); default: the end of the journal.",
        HelpName = "WHEN",
    };

    /// <summary>Going back in the run for what a proof does not hold.</summary>
    public static Option<bool> History() => new("--history")
    {
        Description = "Also say since when what is absent was so, and of a host what stored rows rested on; derives the run again, some seconds in a long journal.",
    };

    /// <summary>How many members of a group a proof lists.</summary>
    public static Option<int?> Members()
    {
        Option<int?> members = new("--members") { Description = $"How many members of a group are listed, those that contribute most, 0 to {ProofOptions.MostMembers} (default: as the run recorded, 10).", HelpName = "N" };
        members.Validators.Add(static result =>
        {
            if (result.Tokens is [var token, ..] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= ProofOptions.MostMembers))
            {
                result.AddError($"--members is a whole number from 0 to {ProofOptions.MostMembers}, not '{token.Value}'");
            }
        });
        return members;
    }

    /// <summary>From which member of a group on they are listed.</summary>
    public static Option<int?> MembersFrom()
    {
        Option<int?> from = new("--members-from") { Description = "List --members members (default 10) from this one on, counted from 1 in the order of their contributions, below the proof, which lists the strongest.", HelpName = "M" };
        from.Validators.Add(static result =>
        {
            if (result.Tokens is [var token, ..] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int first) && first >= 1))
            {
                result.AddError($"--members-from is a whole number from 1 on, not '{token.Value}'");
            }
        });
        return from;
    }

    public static Option<string> Format() => new("--format") { Description = OutputFormats.Words + ".", HelpName = "FORMAT", DefaultValueFactory = static _ => "text" };

    public static Option<bool> Strict() => new("--strict") { Description = "Make undeclared predicates that nothing supplies errors." };

    public static Option<string> Journal(bool required, string description) => new("--journal") { Description = description, HelpName = "DIR", Required = required };

    public static Option<string[]> Rules() => new("--rules")
    {
        Description = "A .rules file or a folder of them; may be given several times.",
        HelpName = "PATH",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Argument<string[]> Paths() => new("PATH")
    {
        Description = ".rules files, or folders of them.",
        Arity = ArgumentArity.OneOrMore,
    };
}
