using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Keeps what plain rules conclude.</summary>
internal sealed class ConclusionSink(string predicate) : ISolutionSink
{
    public List<Conclusion> Found { get; } = [];

    /// <summary>The rule that runs.</summary>
    public RuleRunner? Rule { get; set; }

    public void Accept(Frame frame)
    {
        Value[] head = new Value[Rule!.Rule.Head.Length];
        if (Rule.TryHead(frame, head))
        {
            Found.Add(new Conclusion(Rule.Rule.Index, new Fact(predicate, head)));
        }
    }
}
