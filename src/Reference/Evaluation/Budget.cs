namespace CryptoScalp.Rules.Reference;

/// <summary>How many more facts (and substitutions held for groups) a state may create.</summary>
internal sealed class Budget(long limit)
{
    public long Limit => limit;

    public long Spent { get; private set; }

    public bool IsExceeded => Spent > limit;

    /// <summary>False when this one is too many.</summary>
    public bool TrySpend(long count = 1)
    {
        Spent += count;
        return !IsExceeded;
    }
}
