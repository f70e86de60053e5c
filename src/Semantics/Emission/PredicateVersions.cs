using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace CryptoScalp.Rules.Semantics;

/// <summary>The version of every predicate: the hash of its own declaration, facts and rules and of the versions of all that they read.</summary>
/// <remarks>
/// Two programs give a predicate one version exactly when it means the same in both. Predicates that depend on each other (recursion, state) share what
/// they rest on: each has a hash of its own lines, then of the lines of all that it reaches, so no order of visiting matters. Thread-safe, no state.
/// </remarks>
public static class PredicateVersions
{
    /// <summary>Programs do not change, and versions are asked for several times while a pack is staged.</summary>
    private static readonly ConditionalWeakTable<BoundProgram, FrozenDictionary<string, string>> _known = [];

    /// <summary>Qualified name to version (64 hex digits); views of the past are named as the binder names them.</summary>
    public static FrozenDictionary<string, string> Of(BoundProgram program) => _known.GetValue(program, static p => Compute(p));

    private static FrozenDictionary<string, string> Compute(BoundProgram program)
    {
        string[] own = OwnHashes(program);
        List<int>[] reads = Reads(program);
        Dictionary<string, string> versions = new(StringComparer.Ordinal);
        foreach (BoundPredicate predicate in program.Predicates)
        {
            // Sorted by name, so a predicate keeps its version when ids move.
            IEnumerable<string> lines = Reached(predicate.Id, reads).Select(id => $"{program.Predicates[id].Name} {own[id]}").Order(StringComparer.Ordinal);
            versions.Add(predicate.Name, Hash($"{predicate.Name}\n{string.Join('\n', lines)}"));
        }

        return versions.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string[] OwnHashes(BoundProgram program)
    {
        CanonicalText text = new(program);
        List<string>[] lines = [.. program.Predicates.Select(p => new List<string> { text.Predicate(p), text.View(p) })];
        foreach (BoundRule rule in program.Rules)
        {
            lines[rule.HeadPredicate].Add(text.Rule(rule));
            lines[rule.HeadPredicate].AddRange(BoundWalk.ExpressionsOf(rule).OfType<BoundParameter>().Select(p => text.Param(program.Params[p.Index])));
        }

        foreach (BoundFact fact in program.Facts)
        {
            lines[program.FindPredicate(fact.Fact.Predicate)!.Id].Add($"fact {fact.Fact}");
        }

        return [.. lines.Select(static l => Hash(string.Join('\n', l.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))))];
    }

    /// <summary>What each predicate reads, itself aside: bodies of its rules, the source of a view, the predicate that merges its rows.</summary>
    private static List<int>[] Reads(BoundProgram program)
    {
        List<int>[] reads = [.. program.Predicates.Select(static p => p.View is { } view ? new List<int> { view.Source } : [])];
        foreach (BoundRule rule in program.Rules)
        {
            reads[rule.HeadPredicate].AddRange(rule.Body.OfType<BoundAtom>().Select(static a => a.Predicate));
        }

        foreach (BoundPredicate predicate in program.Predicates.Where(static p => p.Merge is not null))
        {
            reads[predicate.Id].AddRange(predicate.Merge!.Rules.Select(i => program.Rules[i].HeadPredicate));
        }

        return reads;
    }

    private static HashSet<int> Reached(int from, List<int>[] reads)
    {
        HashSet<int> reached = [from];
        Stack<int> open = new([from]);
        while (open.TryPop(out int id))
        {
            foreach (int next in reads[id])
            {
                if (reached.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Rules as canonical text, to see which of them changed.</summary>
public static class RuleTexts
{
    /// <summary>Rule id to its canonical text: names of variables, layout and comments do not show in it.</summary>
    public static SortedDictionary<string, string> Of(BoundProgram program)
    {
        CanonicalText text = new(program);
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (BoundRule rule in program.Rules)
        {
            texts[rule.Id] = text.Rule(rule);
        }

        return texts;
    }
}
