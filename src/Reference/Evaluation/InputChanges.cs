namespace CryptoScalp.Rules.Reference;

/// <summary>What differs from the state before.</summary>
/// <param name="Given">By predicate id: its given rows changed.</param>
/// <param name="Now">The event time changed.</param>
/// <param name="Params">A parameter changed.</param>
/// <param name="Asserted">By predicate id: the rows asserted, with their event times.</param>
internal sealed record InputChanges(bool[] Given, bool Now, bool Params, List<RowEvent>[] Asserted);
