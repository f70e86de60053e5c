namespace CryptoScalp.Rules.Cli;

/// <summary>What a stream came to, besides its times.</summary>
/// <param name="Transactions">All of them.</param>
/// <param name="WarmUp">The first ones, which are not in the times.</param>
/// <param name="RolledBack">Those that exceeded the budget, among the facts as well.</param>
/// <param name="StateBytes">What the session holds on the managed heap at the end: relations, indexes, plan; not the files that were read. Negative noise counts as 0.</param>
internal readonly record struct StreamTotals(int Transactions, int WarmUp, int RolledBack, long StateBytes)
{
    public double StateMegabytes => Math.Max(0, StateBytes) / 1048576.0;
}
