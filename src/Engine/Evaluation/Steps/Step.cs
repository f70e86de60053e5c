namespace CryptoScalp.Rules.Engine;

/// <summary>What is left to do of a body, in the planned order.</summary>
internal abstract class Step
{
    public abstract void Run(Frame frame);
}

/// <summary>The end of a body: every literal holds.</summary>
internal sealed class AcceptStep : Step
{
    public override void Run(Frame frame) => frame.Sink.Accept(frame);
}
