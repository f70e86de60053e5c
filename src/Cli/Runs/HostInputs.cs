using System.Net;
using CryptoScalp.Rules.Host;

namespace CryptoScalp.Rules.Cli;

/// <summary>Reads where <c>scalp serve</c> listens, and its key.</summary>
internal static class HostInputs
{
    /// <summary>The key, when no file is named.</summary>
    public const string KeyVariable = "SCALP_API_KEY";

    /// <exception cref="WrongCallException">An option has a value that it cannot have.</exception>
    public static HostOptions Read(int port, string listen, string? keyFile, string[] hostNames, string? journal) => new()
    {
        Port = port is >= 0 and <= 65_535 ? port : throw new WrongCallException($"--port is from 1 to 65535, or 0 for any that is free, not {port}"),
        Address = AddressOf(listen),
        ApiKey = KeyOf(keyFile),
        HostNames = hostNames,
        Journal = journal,
    };

    private static IPAddress AddressOf(string listen) => listen == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(listen, out IPAddress? address) ? address
        : throw new WrongCallException($"--listen is an address of this machine such as 127.0.0.1 or 0.0.0.0, not '{listen}'");

    /// <summary>The key from a file, else from the variable; null when there is none.</summary>
    public static string? KeyOf(string? file)
    {
        string? key = file is null ? Environment.GetEnvironmentVariable(KeyVariable) : ReadFile(file).Trim();
        return string.IsNullOrEmpty(key) ? file is null ? null : throw new WrongCallException($"--api-key-file: '{file}' is empty") : key;
    }

    private static string ReadFile(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WrongCallException($"--api-key-file: '{file}' cannot be read: {e.Message}");
        }
    }
}
