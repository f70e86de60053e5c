using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reads an event time as scripts and tests write it: a count of nanoseconds, a duration since 0, or a timestamp.</summary>
public static class EventTimeReader
{
    /// <summary>False when the term is none of these, or does not fit.</summary>
    public static bool TryRead(TermSyntax term, out EventTime at)
    {
        at = default;
        if (term is not LiteralTermSyntax literal || !LiteralReader.TryRead(literal.Token, out LiteralShape shape, out _))
        {
            return false;
        }

        if (shape.Number is { } number)
        {
            bool isCount = number.TryToInt64(out long count) && literal.Token.Kind == SyntaxKind.Number;
            at = new EventTime(count);
            return isCount;
        }

        bool isMoment = shape.Settled.Kind is ValueKind.Duration or ValueKind.Time;
        at = isMoment ? new EventTime(shape.Settled.AsInt64) : default;
        return isMoment;
    }
}
