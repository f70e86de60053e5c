using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary>Options that several commands share, so that they read and mean the same everywhere.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object a line." };

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
