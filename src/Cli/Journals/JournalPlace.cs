using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary>The journal that a command reads: named bare, as in <c>scalp audit journal/demo</c>, or with <c>--journal</c> as the commands that explain have it.</summary>
internal sealed class JournalPlace
{
    private readonly Argument<string?> _bare = new("JOURNAL") { Description = "The journal's folder.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _named = new("--journal") { Description = "The same, as other commands take it.", HelpName = "DIR" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_bare);
        command.Options.Add(_named);
    }

    /// <summary>Null when the call names none.</summary>
    /// <exception cref="WrongCallException">It is named twice.</exception>
    public string? Of(ParseResult parsed) => (parsed.GetValue(_bare), parsed.GetValue(_named)) switch
    {
        ({ } bare, { } named) => throw new WrongCallException($"the journal is named twice, '{bare}' and '{named}': leave one of them out"),
        (var bare, var named) => bare ?? named,
    };

    /// <exception cref="WrongCallException">It is named twice, or not at all.</exception>
    public string Required(ParseResult parsed) =>
        Of(parsed) ?? throw new WrongCallException($"name the journal's folder; the demo's is '{DemoCommand.JournalFolder}'");
}
