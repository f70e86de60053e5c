namespace CryptoScalp.Rules.Engine;

/// <summary>Takes the substitutions of a rule, either in the frame's slots or, where a join computed the head (of a group: the member) itself, in <see cref="Frame.Head"/> (<see cref="Frame.Member"/>).</summary>
internal abstract class HeadSink : ISolutionSink
{
    public abstract void Accept(Frame frame);

    /// <summary>The head's cells are in the frame; its slots hold nothing.</summary>
    public abstract void AcceptHead(Frame frame);

    /// <summary>The body holds, but what the rule makes of the substitution cannot be computed.</summary>
    public virtual void Drop(Frame frame) => frame.Fail();
}
