using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Packs.Tests;

/// <summary>What rules would have decided on recorded facts, had they come into force before a tick; by the reference evaluator.</summary>
internal static class ReplayedFrom
{
    /// <param name="journal">Of a run of which each tick was one transaction, or none.</param>
    /// <param name="first">The rules at the beginning.</param>
    /// <param name="plan">The rules from a tick on.</param>
    public static HashSet<string> Facts(string journal, string first, SwitchPlan plan)
    {
        BoundProgram before = TestRules.Bind(first), after = TestRules.Bind(plan.Rules!);
        ReferenceSession old = new(before, SessionLimits.Default), now = new(after, SessionLimits.Default);
        DecisionAgenda agenda = new(before, 0), next = new(after, 0);
        EventTime from = WalkingMarket.Events(plan.BeforeTick + 1)[plan.BeforeTick].Time;
        bool isSwitched = false;
        HashSet<string> decided = [];
        foreach (JournalRecord record in new JournalReader(journal).ReadAll().Where(static r => r.Type == JournalRecordType.FactChanges))
        {
            List<FactChange> changes = new ChangeReader(before).Read(RecordedTransaction.Of(record).Changes, "journal", new DiagnosticBag());
            TransactionResult oldResult = old.Commit(record.At, changes), newResult = now.Commit(record.At, changes);
            if (!isSwitched && record.At >= from)
            {
                isSwitched = true;
                next.Adopt(agenda.Memory);
            }

            AgendaResult resolved = isSwitched ? next.Resolve(now, newResult) : agenda.Resolve(old, oldResult);
            decided.UnionWith(resolved.Emitted.Select(d => $"{resolved.At} {d}"));
        }

        return decided;
    }
}
