namespace CryptoScalp.Rules.Cli;

/// <summary>What a stream came to, besides its times.</summary>
/// <param name="Transactions">All of them.</param>
/// <param name="WarmUp">The first ones, which are not in the times.</param>
/// <param name="Timers">Those that ran before transactions, each a transaction of its own.</param>
/// <param name="RolledBack">Transactions that exceeded the budget, among the facts and timers as well.</param>
/// <param name="StateBytes">What the session holds on the managed heap at the end: relations, indexes, log, plan, and the facts and names that it keeps of what it was given; not the program.</param>
internal readonly record struct StreamTotals(int Transactions, int WarmUp, long Timers, int RolledBack, long StateBytes)
{
    public double StateMegabytes => StateBytes / 1048576.0;
}
