using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary>What every question about a proof may name: a journal or a running host, and how the answer is printed.</summary>
internal sealed class QuestionOptions
{
    private readonly Option<string?> _journal = CommonOptions.JournalToRead();
    private readonly Option<string> _format = CommonOptions.Format();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly HostOption _host = new();

    public void AddTo(Command command)
    {
        command.Options.Add(_journal);
        command.Options.Add(_format);
        command.Options.Add(_json);
        _host.AddTo(command);
    }

    /// <summary>Asks the host when one is named, else the journal's folder, by default the demo's.</summary>
    /// <exception cref="WrongCallException">A journal and a host are named, or the format is none.</exception>
    public int Ask(ParseResult parsed, Terminal terminal, Func<HostExplainer, int> host, Func<string, OutputFormat, int> folder)
    {
        OutputFormat form = OutputFormats.Read(parsed.GetValue(_format)!, parsed.GetValue(_json));
        string? journal = parsed.GetValue(_journal);
        return _host.Choose(
            parsed, terminal, journal, client => host(new HostExplainer(terminal, client, form)), () => folder(journal ?? DemoCommand.JournalFolder, form));
    }
}
