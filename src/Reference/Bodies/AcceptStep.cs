namespace CryptoScalp.Rules.Reference;

/// <summary>The end of a body: every literal holds.</summary>
internal sealed class AcceptStep : Step
{
    public override void Run(Frame frame) => frame.Sink.Accept(frame);
}
