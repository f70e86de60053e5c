using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Properties.Tests;

/// <summary>A session that begins with the state of another one, of a program that differs in a rule, is the session that was told all from the start.</summary>
public sealed class ContinuedSessionTests
{
    private static readonly (string Name, int Arity)[] Given = [("e", 1), ("f", 2), ("g", 2), ("h", 3)];

    [Theory]
    [InlineData(2001, "")]
    [InlineData(2002, "Decl h(A, B, C) descr [extensional(), key([A])] bound [/number, /number, /number].")]
    public void Random_programs_with_a_rule_more_or_less(int seed, string declarations)
    {
        ProgramGenerator generator = new(seed);
        Random random = new(seed);
        EmittedCode code = new();
        int continued = 0;
        for (int i = 0; i < 150; i++)
        {
            string[] lines = [declarations, .. generator.Next().ToRules().Split('\n')];
            int[] rules = [.. Enumerable.Range(0, lines.Length).Where(n => lines[n].Contains(":-", StringComparison.Ordinal))];
            int dropped = rules.Length == 0 ? 0 : rules[random.Next(rules.Length)];
            string whole = string.Join('\n', lines), less = string.Join('\n', lines.Where((_, n) => n != dropped));
            (string before, string after) = random.Next(2) == 0 ? (whole, less) : (less, whole);
            if (Sessions.TryBind(before) is { } old && Sessions.TryBind(after) is { } now)
            {
                continued += Compare(old, now, random, code) ? 1 : 0;
            }
        }

        Assert.True(continued > 60, $"only {continued} sessions went on");
        Assert.True(code.Shared > code.Compiled / 3, $"{code.Shared} methods were shared, {code.Compiled} compiled");
    }

    private static bool Compare(BoundProgram old, BoundProgram now, Random random, EmittedCode code)
    {
        SessionOptions options = new() { Code = code };
        IncrementalSession source = new(PlanCompiler.Compile(old), SessionLimits.Default, null, options);
        ReferenceSession sourceExpected = new(old, SessionLimits.Default), expected = new(now, SessionLimits.Default);
        for (int step = 1; step <= 8; step++)
        {
            FactChange[] changes = [.. Enumerable.Range(0, 4).Select(_ => RandomChange(old, now, random))];
            source.Commit(new EventTime(step), changes);
            sourceExpected.Commit(new EventTime(step), changes);
            expected.Commit(new EventTime(step), changes);
        }

        HashSet<string> same = [.. PredicateVersions.Of(now).Where(p => PredicateVersions.Of(old).GetValueOrDefault(p.Key) == p.Value).Select(static p => p.Key)];
        if (IncrementalSession.TryContinue(PlanCompiler.Compile(now), SessionLimits.Default, source, same, options) is not { } next)
        {
            return false;
        }

        AssertEqual(expected, next, now);
        for (int step = 9; step <= 16; step++)
        {
            FactChange[] changes = [.. Enumerable.Range(0, 4).Select(_ => RandomChange(old, now, random))];
            next.Commit(new EventTime(step), changes);
            expected.Commit(new EventTime(step), changes);
            AssertEqual(expected, next, now);
            source.Commit(new EventTime(step), changes);
            sourceExpected.Commit(new EventTime(step), changes);
            AssertEqual(sourceExpected, source, old);
        }

        return true;
    }

    private static void AssertEqual(IRuleSession expected, IRuleSession actual, BoundProgram program)
    {
        foreach (BoundPredicate predicate in program.Predicates)
        {
            Assert.Equal(expected.FactsOf(predicate.Name), actual.FactsOf(predicate.Name));
        }
    }

    private static FactChange RandomChange(BoundProgram old, BoundProgram now, Random random)
    {
        (string name, int arity) = Given[random.Next(Given.Length)];
        for (int i = 0; i < 40 && (old.FindPredicate(name) is null || now.FindPredicate(name) is null); i++)
        {
            (name, arity) = Given[random.Next(Given.Length)];
        }

        if (old.FindPredicate(name) is null || now.FindPredicate(name) is null)
        {
            Fact known = old.Facts.Concat(now.Facts).First(f => old.FindPredicate(f.Fact.Predicate) is not null && now.FindPredicate(f.Fact.Predicate) is not null).Fact;
            (name, arity) = (known.Predicate, known.Arguments.Length);
        }

        Fact fact = new(name, [.. Enumerable.Range(0, arity).Select(_ => Value.Number(random.Next(5)))]);
        return random.Next(3) == 0 ? FactChange.Retract(fact) : FactChange.Assert(fact);
    }
}
