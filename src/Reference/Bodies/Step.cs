namespace CryptoScalp.Rules.Reference;

/// <summary>What is left to do of a body, in the chosen order of literals.</summary>
internal abstract class Step
{
    public abstract void Run(Frame frame);
}
