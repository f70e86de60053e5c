namespace CryptoScalp.Rules.Features;

/// <summary>TA-Lib's MA types; the numbers are the values of <c>matype</c> parameters.</summary>
public enum MovingAverageType
{
    Sma = 0,
    Ema = 1,
    Wma = 2,
    Dema = 3,
    Tema = 4,
    Trima = 5,
    Kama = 6,
    Mama = 7,
    T3 = 8,
}
