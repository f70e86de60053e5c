using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Decisions made by hand.</summary>
internal static class Deciding
{
    /// <param name="action">Fields of the action, as names: <c>("/kind", "/long")</c>.</param>
    /// <param name="size">Size in base units.</param>
    public static Decision On(Value key, Value size, params (string Field, string Value)[] action)
    {
        Value structure = Value.Struct(action.Select(static a => KeyValuePair.Create(Value.Name(a.Field), Value.Name(a.Value))));
        return On(key, size, structure);
    }

    public static Decision On(Value key, Value size, Value action) => new()
    {
        Id = "0123456789abcdef",
        Name = "decision",
        Winner = new Candidate
        {
            Fact = new Fact("propose", key, action, size, Value.Float64(1)),
            Key = [key],
            Action = action,
            AskedSize = size,
            Confidence = Value.Float64(1),
            RuleId = "by.hand",
            Class = "/entry",
            Priority = 1,
        },
        Size = size,
        At = EventTime.FromMilliseconds(1_000),
        Sequence = 1,
        Status = DecisionStatus.Emitted,
    };

    public static Value Units(string amount) => Value.Decimal(Dec8.Parse(amount));
}
