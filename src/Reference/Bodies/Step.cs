namespace CryptoScalp.Rules.Reference;

/// <summary>One literal of a body in the chosen order. Runs the rest of the body for every way it can hold.</summary>
internal abstract class Step
{
    /// <summary>The step after this one.</summary>
    public required Step Next { get; init; }

    public abstract void Run(Frame frame);
}

/// <summary>The end of a body: every literal holds.</summary>
internal sealed class AcceptStep : Step
{
    public override void Run(Frame frame) => frame.Sink.Accept(frame);
}
