namespace CryptoScalp.Rules.Reference;

/// <summary>Takes each substitution that satisfies a body.</summary>
internal interface ISolutionSink
{
    void Accept(Frame frame);
}
