namespace CryptoScalp.Rules.Cli;

/// <summary>What <c>scalp</c> answers to the shell; scripts rely on it.</summary>
internal static class ExitCode
{
    public const int Fine = 0;

    /// <summary>The input is wrong; diagnostics were printed.</summary>
    public const int WrongInput = 1;

    /// <summary>The call is wrong.</summary>
    public const int WrongCall = 2;

    /// <summary>It failed at run time.</summary>
    public const int Failed = 3;
}
