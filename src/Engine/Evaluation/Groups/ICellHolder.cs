namespace CryptoScalp.Rules.Engine;

/// <summary>Keeps cells outside tables.</summary>
internal interface ICellHolder
{
    /// <summary>Marks the interned values among them, so that a sweep leaves them.</summary>
    void MarkInterned(Interner interner);
}
