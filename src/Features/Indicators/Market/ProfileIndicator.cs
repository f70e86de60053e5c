namespace CryptoScalp.Rules.Features;

/// <summary>MATRIX_PROFILE: the left matrix profile of the close: how unlike anything in its history the last window is.</summary>
internal sealed class ProfileIndicator(int window, int history) : Indicator
{
    private readonly LeftMatrixProfile _profile = new(window, history);

    private protected override void Next(in IndicatorBar bar)
    {
        _profile.Append(bar.Close);
        Emit(_profile.Distance);
    }
}
