namespace CryptoScalp.Rules.Risk;

/// <summary>One exact fact of a violation: <c>notional=1200.0</c>.</summary>
public readonly record struct RiskDetail(string Key, string Value)
{
    public override string ToString() => $"{Key}={Value}";
}
