using System.Collections.Immutable;

namespace CryptoScalp.Rules.Risk;

/// <summary>One reason for a refusal, with the numbers it hangs on.</summary>
public sealed class RiskViolation(RiskCode code, params ImmutableArray<RiskDetail> details)
{
    public RiskCode Code { get; } = code;

    public ImmutableArray<RiskDetail> Details { get; } = details;

    /// <summary><c>NOTIONAL_EXCEEDS_MAX_PER_ORDER notional=1200.0 max=1000.0 venue=/binance_spot symbol=BTCUSDT</c>.</summary>
    public override string ToString() => string.Join(' ', [RiskCodes.Name(Code), .. Details.Select(static d => d.ToString())]);
}
