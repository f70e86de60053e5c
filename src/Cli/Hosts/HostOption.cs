using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>--host URL</c> and its key: the other place, besides a journal, that a question can be asked at.</summary>
internal sealed class HostOption
{
    private readonly Option<string?> _host = new("--host") { Description = "Ask a running host ('scalp serve') instead of a journal: http://127.0.0.1:8080.", HelpName = "URL" };
    private readonly Option<string?> _key = new("--api-key-file") { Description = $"A file with the host's key; without it the variable {HostInputs.KeyVariable}.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        command.Options.Add(_host);
        command.Options.Add(_key);
    }

    /// <summary>Runs one of two: what asks the host when one is named, else what reads the journal.</summary>
    /// <param name="parsed">The call.</param>
    /// <param name="terminal">Takes faults of the host.</param>
    /// <param name="journal">The journal that the call names; null for none.</param>
    /// <param name="atHost">Asks the host.</param>
    /// <param name="inJournal">Reads the journal.</param>
    /// <exception cref="WrongCallException">Both are named, or the address is none.</exception>
    public int Choose(ParseResult parsed, Terminal terminal, string? journal, Func<HostClient, int> atHost, Func<int> inJournal)
    {
        if (parsed.GetValue(_host) is not { } host)
        {
            return inJournal();
        }

        if (journal is not null)
        {
            throw new WrongCallException("--host asks a running host and a journal is read from its folder: name one of them");
        }

        using HostClient client = new(AddressOf(host), HostInputs.KeyOf(parsed.GetValue(_key)));
        try
        {
            return atHost(client);
        }
        catch (HostFaultException e)
        {
            DiagnosticPrinter.Print(terminal, [e.Diagnostic], json: false);
            return e.Code;
        }
    }

    private static Uri AddressOf(string text)
    {
        string full = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        return Uri.TryCreate(full, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && address.Host.Length > 0
            ? address
            : throw new WrongCallException($"--host is the address of a running host such as http://127.0.0.1:8080, not '{text}'");
    }
}
