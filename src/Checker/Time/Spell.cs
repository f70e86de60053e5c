using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Checker;

/// <summary>A row of the past: an event (both moments are one), or a stretch in which it held, its end not included (null while it still holds).</summary>
internal readonly record struct Spell(Fact Row, long From, long? To)
{
    /// <summary>As the origin of its node says it.</summary>
    public string Words => To is not { } to ? $"has held since {new EventTime(From)}"
        : to == From ? $"happened at {new EventTime(From)}"
        : $"held from {new EventTime(From)} until {new EventTime(to)}";
}
