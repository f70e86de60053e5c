using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The symbols that a run's market tells of.</summary>
public static class Symbols
{
    private static readonly string[] _tellers = ["feed", "quote"];

    /// <summary>In order, each once.</summary>
    public static IEnumerable<string> Of(ReplayedRun run) =>
        _tellers.Where(name => run.Program.FindPredicate(name) is not null).SelectMany(run.Session.FactsOf).SelectMany(static f => f.Arguments)
            .Where(static v => v.Kind == ValueKind.String).Select(static v => v.AsText).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
