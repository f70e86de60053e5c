using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <summary>How many more facts (and substitutions held for groups) a layer may create.</summary>
internal sealed class Budget
{
    private long _left;
    private long _limit;

    public bool IsExceeded => _left < 0;

    /// <summary>What was asked for since the last <see cref="Reset"/>.</summary>
    public long Spent => _limit - _left;

    public void Reset(long limit) => (_left, _limit) = (limit, limit);

    /// <summary>False when this one is too many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySpend()
    {
        _left--;
        return _left >= 0;
    }
}
