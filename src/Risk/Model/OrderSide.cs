namespace CryptoScalp.Rules.Risk;

public enum OrderSide : byte
{
    Buy = 0,
    Sell = 1,
}
