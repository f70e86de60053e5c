namespace CryptoScalp.Rules.Verification;

/// <summary>The solver's library cannot be loaded.</summary>
public sealed class Z3MissingException : Exception
{
    public Z3MissingException()
        : base("the solver Z3 is not installed: 'libz3.so.4' cannot be loaded. On Debian: apt-get install libz3-4. Elsewhere set SCALP_Z3 to the path of libz3. Everything but proofs and sizing works without it")
    {
    }
}
