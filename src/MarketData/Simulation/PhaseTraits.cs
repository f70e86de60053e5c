namespace CryptoScalp.Rules.MarketData;

/// <summary>How the market behaves in a phase, per step of 10 ms.</summary>
/// <param name="VolatilityPpb">Standard deviation of a step, parts per billion of the price. 10,000 is 1 bp over a second.</param>
/// <param name="DriftPpb">Mean of a step.</param>
/// <param name="HalfSpreadPpm">Half the spread, parts per million of the price, at least half a tick.</param>
/// <param name="SizePercent">Size of levels against the typical one.</param>
/// <param name="UpdatePerMille">Chance that a venue changes its book in a step.</param>
/// <param name="TradePerMille">Chance of a trade in a step.</param>
/// <param name="BuyPerMille">Chance that a trade is a buy.</param>
internal readonly record struct PhaseTraits(
    int VolatilityPpb, int DriftPpb, int HalfSpreadPpm, int SizePercent, int UpdatePerMille, int TradePerMille, int BuyPerMille)
{
    /// <summary>How long the fall of a flash crash takes: a second and a half.</summary>
    public const int CrashSteps = 150;

    private static readonly PhaseTraits Calm = new(8_000, 0, 4, 100, 250, 80, 500);

    public static PhaseTraits Of(MarketPhase phase, int stepsIn, int crashBps) => phase switch
    {
        MarketPhase.Calm or MarketPhase.Gap or MarketPhase.Outage => Calm,
        MarketPhase.Trending => Calm with { DriftPpb = 3_500, BuyPerMille = 700, TradePerMille = 120 },
        MarketPhase.Volatile => new PhaseTraits(60_000, 0, 25, 50, 450, 200, 500),
        MarketPhase.FlashCrash => Crash(stepsIn, crashBps),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Falls by the whole in 1.5 s, then wins half of it back over 4 s.</summary>
    private static PhaseTraits Crash(int stepsIn, int crashBps)
    {
        int whole = crashBps * 100_000;
        return stepsIn < CrashSteps
            ? new PhaseTraits(40_000, -whole / CrashSteps, 60, 30, 700, 600, 80)
            : new PhaseTraits(30_000, stepsIn < CrashSteps + 400 ? whole / 800 : 0, 30, 50, 400, 200, 550);
    }
}
