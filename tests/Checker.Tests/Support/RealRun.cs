using System.Text.Json.Nodes;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker.Tests;

/// <summary>The shipped packs: real proofs with parameters, absences, built-ins, groups, caps, vetoes and contests.</summary>
public sealed class RealRun() : RecordedMarket(
    LoadedRules.Load([Checkout.PathOf("rules", "arbitrage"), Checkout.PathOf("rules", "scalping")], MarketCatalogue.Relations, strict: true, forRecord: true).Program!, "sim:7");

/// <summary>Rules over ttl, windows, held and past conditions, hysteresis.</summary>
public sealed class TimedRun() : RecordedMarket(LookingBackProgram.Bind(LookingBack.Timed), "sim:7?seconds=12");

/// <summary>Rules over stored rows, a merge, certainties.</summary>
public sealed class StatefulRun() : RecordedMarket(LookingBackProgram.Bind(LookingBack.Stateful), "sim:7?seconds=12");

internal static class LookingBackProgram
{
    public static BoundProgram Bind(string text) => RuleBinder.Bind(
        [Syntax.SyntaxTree.Parse("test.rules", text)],
        new BindOptions { CheckCall = FeatureCalls.Check, Libraries = RuleLibraries.All, External = MarketCatalogue.Relations, Strict = true }).Program!;
}

/// <summary>A run on the simulated market, recorded once.</summary>
public abstract class RecordedMarket : IDisposable
{
    private readonly TempFolder _folder = new();

    private protected RecordedMarket(BoundProgram program, string spec)
    {
        Program = program;
        DiagnosticBag faults = new();
        IMarketFeed feed = FeedSpec.Parse(spec, faults)!.Open(faults)!;
        TickPipelineOptions options = new() { Instruments = DefaultInstruments.Create(), Journal = JournalWriter.Open(_folder["journal"]) };
        using MarketRun run = new(Program, [feed], options, new Quiet());
        run.Run(null, CancellationToken.None);
        run.Dispose();
        Records = [.. new JournalReader(_folder["journal"]).ReadAll()];
    }

    internal BoundProgram Program { get; }

    internal string Journal => _folder["journal"];

    internal IReadOnlyList<JournalRecord> Records { get; }

    /// <summary>A checker of this run that was told nothing yet.</summary>
    internal ProofChecker NewChecker()
    {
        JsonObject started = (JsonObject)JsonNode.Parse(Records[0].Payload.Span)!;
        return new ProofChecker(Program, ProofLimits.Default, started["measures"]!.AsObject().ToDictionary(static m => m.Key, static m => (string)m.Value!, StringComparer.Ordinal));
    }

    /// <summary>A record as a document with all nodes that it rests on, children first.</summary>
    internal static JsonObject Document(JournalRecord record, IReadOnlyDictionary<string, JsonObject> nodes)
    {
        JsonObject document = (JsonObject)JsonNode.Parse(record.Payload.Span)!;
        HashSet<string> seen = new(StringComparer.Ordinal);
        JsonArray listed = [];
        void Visit(string id)
        {
            if (seen.Add(id))
            {
                Forging.Strings(nodes[id]).Where(s => nodes.ContainsKey(s) && s != id).ToList().ForEach(Visit);
                listed.Add(nodes[id].DeepClone());
            }
        }

        Forging.Strings(document).Where(nodes.ContainsKey).ToList().ForEach(Visit);
        document["nodes"] = listed;
        return document;
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private sealed class Quiet : IRunObserver
    {
        public void OnDecision(DecisionOutcome outcome)
        {
        }

        public void OnNonDecision(EventTime at, CryptoScalp.Rules.Engine.NonDecision nonDecision)
        {
        }

        public void OnStatus(in MarketEvent status)
        {
        }

        public void OnRollback(TransactionResult result)
        {
        }
    }
}
