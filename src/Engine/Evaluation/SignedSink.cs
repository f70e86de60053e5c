namespace CryptoScalp.Rules.Engine;

/// <summary>Takes substitutions that appear (+1) or vanish (-1).</summary>
internal abstract class SignedSink : ISolutionSink
{
    public int Sign { get; set; } = 1;

    public abstract void Accept(Frame frame);
}
