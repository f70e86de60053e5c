using System.Globalization;
using CryptoScalp.Rules.Packs;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Rules like those of the demo, with a threshold that moves from version to version.</summary>
internal static class ReloadedRules
{
    public static PackSources Sources(int version) => PackSources.Of([("bench.rules", Text(version))]);

    public static BoundProgram Bound(int version) => Sources(version).Bind().Program!;

    private static string Text(int version) => $$"""
        Use decisions!

        #[id("up"), class(/entry), priority(10)]
        propose(Sym, {/kind: /long, /venue: Venue}, Size, 1.0) :-
            return_1s(Venue, Sym, Move), Move > {{(0.0002 + (version % 50 * 0.00001)).ToString("F6", CultureInfo.InvariantCulture)}}, quote(Venue, Sym, _, Ask, _, _), Size = 300.0 / Ask.
        version({{version}}).
        """;
}
