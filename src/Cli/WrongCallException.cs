namespace CryptoScalp.Rules.Cli;

/// <summary>The call is wrong in a way that the option parser cannot see; the message says what to write instead. Answered with exit code 2.</summary>
public sealed class WrongCallException : Exception
{
    public WrongCallException(string message) : base(message)
    {
    }
}
