namespace CryptoScalp.Rules.Pipeline;

/// <summary>The reader of a run fell too far behind, and the program keeps a past that cannot be told again.</summary>
public sealed class MirrorLostException : Exception
{
    public MirrorLostException()
        : base("other rules were put in force that keep a past, which readers cannot be told; decisions and their proofs are not touched by this")
    {
    }

    public MirrorLostException(int capacity)
        : base($"readers fell more than {capacity} changes behind the run, and these rules keep a past that cannot be told again")
    {
    }
}
