using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Writes a workload as <c>program.rules</c>, <c>facts.script</c> and <c>updates.script</c>: what <c>scalp bench stream</c> and the peers read.</summary>
internal static class WorkloadWriter
{
    public static void Write(Workload workload, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "program.rules"), workload.Rules);
        using (StreamWriter facts = new(Path.Combine(folder, "facts.script")))
        {
            foreach (FactChange change in workload.Opening)
            {
                facts.Write($"{change}.\n");
            }

            facts.Write("commit.\n");
        }

        using StreamWriter updates = new(Path.Combine(folder, "updates.script"));
        foreach (FactChange change in workload.Updates)
        {
            updates.Write($"{change}.\ncommit.\n");
        }
    }
}
