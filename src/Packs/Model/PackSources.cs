using System.Collections.Immutable;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Packs;

/// <summary>The texts of a pack, read once: what is checked is what comes into force, whatever happens to the files meanwhile.</summary>
/// <param name="Trees">Parsed, with the names that records use.</param>
/// <param name="Faults">What could not be read.</param>
public sealed record PackSources(ImmutableArray<SyntaxTree> Trees, ImmutableArray<Diagnostic> Faults)
{
    /// <summary>Reads files and folders.</summary>
    public static PackSources Read(IEnumerable<string> paths)
    {
        DiagnosticBag faults = new();
        return new PackSources([.. RuleSources.Parse(paths, faults, forRecord: true)], faults.ToSorted());
    }

    /// <summary>Takes texts that came from elsewhere; names are those of relative paths.</summary>
    public static PackSources Of(IEnumerable<(string Path, string Text)> files) =>
        new([.. files.OrderBy(static f => f.Path, StringComparer.Ordinal).Select(static f => SyntaxTree.Parse(new SourceText(f.Path, f.Text)))], []);

    /// <summary>Binds them as a run does; never throws on faulty rules.</summary>
    public LoadedRules Bind()
    {
        DiagnosticBag faults = new();
        faults.AddRange(Faults);
        return LoadedRules.Bind(Trees, MarketCatalogue.Relations, strict: true, faults);
    }
}
