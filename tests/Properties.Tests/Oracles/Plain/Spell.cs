using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>A row of the past: an event (both moments are one), or a stretch in which it held, its end not included (null while it still holds).</summary>
internal readonly record struct Spell(Fact Row, long From, long? To);
