namespace CryptoScalp.Rules.Engine;

/// <summary>Takes substitutions that appear (+1) or vanish (-1).</summary>
internal abstract class SignedSink : HeadSink
{
    public int Sign { get; set; } = 1;
}
