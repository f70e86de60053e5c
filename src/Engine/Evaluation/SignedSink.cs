namespace CryptoScalp.Rules.Engine;

/// <summary>Takes substitutions that appear (+1) or vanish (-1).</summary>
internal abstract class SignedSink : HeadSink
{
    public int Sign { get; set; } = 1;

    /// <summary>A row of the body was replaced; the head's cells, the same with either row, are in the frame.</summary>
    /// <param name="ordinal">The atom whose row was replaced.</param>
    /// <param name="gone">The row that went.</param>
    /// <param name="came">The row in its place.</param>
    /// <param name="held">1 where the body held with the row that went, 2 where it holds with the new one, 3 for both.</param>
    public virtual void AcceptReplaced(Frame frame, int ordinal, int gone, int came, int held)
    {
        if ((held & 1) != 0)
        {
            AcceptSide(frame, ordinal, gone, -1);
        }

        if ((held & 2) != 0)
        {
            AcceptSide(frame, ordinal, came, 1);
        }
    }

    /// <summary>Takes one of two rows.</summary>
    protected void AcceptSide(Frame frame, int ordinal, int row, int sign)
    {
        frame.Matched[ordinal] = row;
        Sign = sign;
        AcceptHead(frame);
    }
}
