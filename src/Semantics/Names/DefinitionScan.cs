using System.Collections.Immutable;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Collects the names that files define, before anything refers to them.</summary>
internal static class DefinitionScan
{
    public static void Run(BindingContext context, ImmutableArray<ProgramFile> files)
    {
        foreach (ProgramFile file in files)
        {
            foreach (ItemSyntax item in file.Tree.Root.Items)
            {
                TermSyntax? defined = item switch
                {
                    DeclSyntax declaration => declaration.Atom,
                    ClauseSyntax clause => clause.Head,
                    _ => null,
                };
                if (defined is ApplicationSyntax atom)
                {
                    context.Predicates.MarkDefined(file.Scope.Define(atom.Name));
                }
            }
        }
    }
}
