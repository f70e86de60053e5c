using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Reference;

/// <summary>For which keys a rule with hysteresis held after a transaction, each with the time at which it began to.</summary>
internal static class Episodes
{
    /// <summary>The episodes after a transaction; null for a rule without hysteresis.</summary>
    public static Dictionary<RowKey, long>? After(PreparedRule rule, EvaluationContext context)
    {
        if (rule.Hysteresis is not { } hysteresis)
        {
            return null;
        }

        KeySink sink = new(hysteresis, context.Episodes[rule.Rule.Index]!);
        Frame frame = rule.NewFrame(context, sink);
        Ranges.SetWhole(rule, frame);
        rule.Whole.Run(frame);
        return sink.Found;
    }

    /// <summary>True when the rule held before for the key of this substitution.</summary>
    public static bool Holds(BoundHysteresis hysteresis, Frame frame) =>
        TryKey(hysteresis, frame, out RowKey key) && frame.Episodes!.ContainsKey(key);

    private static bool TryKey(BoundHysteresis hysteresis, Frame frame, out RowKey key)
    {
        Primitives.Value[] values = new Primitives.Value[hysteresis.Key.Length];
        bool fine = true;
        for (int i = 0; i < values.Length && fine; i++)
        {
            fine = ExpressionEvaluator.TryEvaluate(hysteresis.Key[i], frame, out values[i]);
        }

        key = new RowKey(values);
        return fine;
    }

    private sealed class KeySink(BoundHysteresis hysteresis, Dictionary<RowKey, long> before) : ISolutionSink
    {
        public Dictionary<RowKey, long> Found { get; } = [];

        public void Accept(Frame frame)
        {
            if (TryKey(hysteresis, frame, out RowKey key))
            {
                Found[key] = before.TryGetValue(key, out long since) ? since : frame.Context.Now.Nanoseconds;
            }
        }
    }
}
