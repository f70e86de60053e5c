namespace CryptoScalp.Rules.MarketData;

/// <summary>Joins bars into longer ones whose length is a multiple of theirs. Same gap policy as <see cref="BarBuilder"/>.</summary>
public sealed class BarResampler
{
    private readonly BarBuilder _builder;

    /// <param name="lengthNs">Length of the long bars in nanoseconds, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public BarResampler(long lengthNs)
    {
        _builder = new BarBuilder(lengthNs);
    }

    /// <summary>The long bar being built, or null.</summary>
    public Bar? Current => _builder.Current;

    /// <summary>Short bars refused because their long bar was closed.</summary>
    public long LateBars => _builder.LateTrades;

    /// <summary>Adds a short bar; true when a long one closed.</summary>
    /// <exception cref="ArgumentException">The long length is not a multiple of the bar's: a caller's bug.</exception>
    public bool Add(in Bar bar, out Bar closed)
    {
        if (bar.LengthNs <= 0 || _builder.LengthNs % bar.LengthNs != 0)
        {
            throw new ArgumentException($"bars of {bar.LengthNs} ns do not divide {_builder.LengthNs} ns", nameof(bar));
        }

        return _builder.AddPart(bar.OpenTime, bar, out closed);
    }

    /// <summary>As <see cref="BarBuilder.TryAdvance"/>.</summary>
    public bool TryAdvance(Primitives.EventTime now, out Bar closed) => _builder.TryAdvance(now, out closed);
}
