using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>Notes that the literal after it is reached.</summary>
internal sealed class TraceStep(int depth, BoundLiteral literal, Trace trace) : LiteralStep
{
    public override void Run(Frame frame)
    {
        trace.Reach(depth, literal);
        Next.Run(frame);
    }
}
