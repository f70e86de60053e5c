using System.Collections.Immutable;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Brings a program's files together: sorts them, reads their packages, adds the libraries that they use.</summary>
internal sealed class FileLoader(BindingContext context)
{
    private readonly List<SyntaxTree> _trees = [];
    private readonly SortedSet<string> _libraries = new(StringComparer.Ordinal);

    public ImmutableArray<ProgramFile> Load(IReadOnlyList<SyntaxTree> trees)
    {
        _trees.AddRange(trees);
        List<ProgramFile> files = [];
        for (int i = 0; i < _trees.Count; i++)
        {
            context.AddSyntax(_trees[i].Diagnostics);
            files.Add(new ProgramFile(_trees[i], Package(_trees[i])));
            AddLibraries(_trees[i]);
        }

        CheckUses(files);
        return [.. files.OrderBy(static f => f.Tree.Source.Name, StringComparer.Ordinal)];
    }

    private PackageScope Package(SyntaxTree tree)
    {
        List<PackageSyntax> packages = [.. tree.Root.Items.OfType<PackageSyntax>()];
        foreach (PackageSyntax second in packages.Skip(1))
        {
            context.Report(NameDiagnostics.TwoPackages, tree.SpanOf(second), second.NameToken.Text);
        }

        return packages is [var first, ..] && !first.NameToken.IsMissing ? new PackageScope(first.NameToken.Text) : PackageScope.None;
    }

    /// <summary>A loaded file <c>lib/name.rules</c> stands in for the library: an author's edit of it counts, and it is never there twice.</summary>
    private void AddLibraries(SyntaxTree tree)
    {
        foreach (UseSyntax use in tree.Root.Items.OfType<UseSyntax>())
        {
            string name = use.NameToken.Text;
            if (context.Options.Libraries.TryGetValue(name, out string? text) && _libraries.Add(name) && !_trees.Exists(t => LibrarySource.NameOf(t.Source) == name))
            {
                _trees.Add(SyntaxTree.Parse(LibrarySource.PathPrefix + name, text));
            }
        }
    }

    private void CheckUses(List<ProgramFile> files)
    {
        HashSet<string> packages = [.. files.Select(static f => f.Scope.Package).OfType<string>()];
        foreach (ProgramFile file in files)
        {
            foreach (UseSyntax use in file.Tree.Root.Items.OfType<UseSyntax>().Where(static u => !u.NameToken.IsMissing))
            {
                string name = use.NameToken.Text;
                if (!packages.Contains(name) && !_libraries.Contains(name))
                {
                    context.ReportUnknown(NameDiagnostics.UnknownPackage, file.Tree.SpanOf(use.NameToken), name, packages.Concat(context.Options.Libraries.Keys));
                }
            }
        }
    }
}
