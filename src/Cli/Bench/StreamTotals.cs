namespace CryptoScalp.Rules.Cli;

/// <summary>What a stream came to, besides its times.</summary>
/// <param name="Transactions">All of them.</param>
/// <param name="WarmUp">The first ones, which are not in the times.</param>
/// <param name="Timers">Those that ran before transactions, each a transaction of its own.</param>
/// <param name="RolledBack">Transactions that exceeded the budget, among the facts and timers as well.</param>
/// <param name="StateBytes">What the session holds on the managed heap at the end: relations, indexes, plan; not the files that were read. What the heap lost when the session was let go; negative noise counts as 0.</param>
internal readonly record struct StreamTotals(int Transactions, int WarmUp, long Timers, int RolledBack, long StateBytes)
{
    public double StateMegabytes => Math.Max(0, StateBytes) / 1048576.0;
}
