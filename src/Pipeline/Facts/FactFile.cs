using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A fact file as read: fields without meaning yet. Empty lines are skipped.</summary>
/// <param name="Predicate">The file's name without extension.</param>
/// <param name="Source">The file, for diagnostics.</param>
/// <param name="Rows">Line number (from 1) and fields.</param>
internal sealed record FactFile(string Predicate, SourceText Source, IReadOnlyList<(int Line, string[] Fields)> Rows)
{
    public int Arity => Rows.Count == 0 ? 0 : Rows[0].Fields.Length;
}
