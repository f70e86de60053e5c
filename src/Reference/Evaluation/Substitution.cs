using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>A kept substitution of a body.</summary>
/// <param name="Slots">Values of all slots; an unbound one holds the default value.</param>
/// <param name="Premises">Rows that matched, by ordinal.</param>
/// <param name="Height">The largest height among the premises; 0 without any.</param>
/// <param name="Time">The latest event time among the premises; 0 without any.</param>
internal sealed record Substitution(Value[] Slots, Value[][] Premises, int Height, long Time)
{
    /// <summary>Copies the frame's current substitution.</summary>
    public static Substitution Of(Frame frame, PreparedRule rule)
    {
        Value[][] premises = new Value[rule.Positives.Length][];
        for (int i = 0; i < premises.Length; i++)
        {
            premises[i] = frame.Context.Relations[rule.Positives[i].Predicate].Row(frame.Matched[i]);
        }

        return new Substitution([.. frame.Slots], premises, HeightOf(frame, rule), TimeOf(frame, rule));
    }

    public static int HeightOf(Frame frame, PreparedRule rule)
    {
        int height = 0;
        for (int i = 0; i < rule.Positives.Length; i++)
        {
            height = Math.Max(height, frame.Context.Relations[rule.Positives[i].Predicate].HeightOf(frame.Matched[i]));
        }

        return height;
    }

    public static long TimeOf(Frame frame, PreparedRule rule)
    {
        long time = rule.Positives.IsEmpty ? 0 : long.MinValue;
        for (int i = 0; i < rule.Positives.Length; i++)
        {
            time = Math.Max(time, frame.Context.Relations[rule.Positives[i].Predicate].TimeOf(frame.Matched[i]));
        }

        return time;
    }
}
