namespace CryptoScalp.Rules.Engine;

/// <summary>Takes the substitutions of a rule, either in the frame's slots or, where a join computed the head itself, in <see cref="Frame.Head"/>.</summary>
internal abstract class HeadSink : ISolutionSink
{
    public abstract void Accept(Frame frame);

    /// <summary>The head's cells are in the frame; its slots hold nothing.</summary>
    public abstract void AcceptHead(Frame frame);
}
