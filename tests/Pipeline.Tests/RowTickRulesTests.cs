using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>The engine's door for rows, as the pipeline drives it.</summary>
public sealed class RowTickRulesTests
{
    [Fact]
    public void Timers_that_the_caller_left_to_a_commit_are_told_each_with_what_it_changed()
    {
        BoundProgram program = Rules.Bind(
            """
            Decl price(Venue, Sym, Price) descr [extensional(), key([Venue, Sym]), ttl(10ns)] bound [/name, /string, /dec8].
            known(S) :- price(_, S, _).
            """);
        RowTickRules rules = new(new IncrementalSession(PlanCompiler.Compile(program), SessionLimits.Default), program);
        RowChanges changes = new();
        for (int i = 0; i < 3; i++)
        {
            changes.Clear();
            changes.Assert(new SuppliedPredicates(program).Row("price", RowSource.Account, null, Value.Name("/v"), Value.String($"S{i}")), Value.Decimal(Dec8.One));
            rules.Commit(new EventTime(i), changes);
            Assert.Empty(rules.SkippedTimers);
        }

        changes.Clear();
        Assert.True(rules.RunTimer(new EventTime(20)));
        rules.Commit(new EventTime(20), changes);

        Assert.Equal(["@11 -known(\"S1\")", "@12 -known(\"S2\")"], rules.SkippedTimers.Select(static t => $"@{t.At} {string.Join(' ', t.Derived)}"));
        Assert.Equal(rules.SkippedTimers[^1].Sequence + 1, rules.Sequence);
        rules.Commit(new EventTime(21), changes);
        Assert.Empty(rules.SkippedTimers);
    }
}
