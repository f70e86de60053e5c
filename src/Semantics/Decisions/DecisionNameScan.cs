using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Finds the names of decisions before any clause is read, so that clauses cannot read or derive them.</summary>
internal static class DecisionNameScan
{
    public const string Propose = "propose";
    public const string Decision = "decision";

    public static void Run(BindingContext context, ImmutableArray<ProgramFile> files)
    {
        HashSet<string> decided = new(StringComparer.Ordinal);
        foreach (ProgramFile file in files)
        {
            foreach (DecideSyntax decide in file.Tree.Root.Items.OfType<DecideSyntax>())
            {
                if (CandidateName(decide) is { } candidates)
                {
                    decided.Add(context.Predicates.Qualify(file.Scope, candidates));
                }

                Explicit(context, file, decide);
            }
        }

        foreach (ProgramFile file in files)
        {
            Implicit(context, file, decided);
        }
    }

    public static string? CandidateName(DecideSyntax decide) => decide.Candidates switch
    {
        IdentifierTermSyntax word => word.Name,
        ApplicationSyntax atom => atom.Name,
        _ => null,
    };

    private static void Explicit(BindingContext context, ProgramFile file, DecideSyntax decide)
    {
        if (decide.Decision is not ApplicationSyntax decision)
        {
            return;
        }

        string name = file.Scope.Define(decision.Name);
        SourceSpan span = file.Tree.SpanOf(decision);
        if (!context.DecisionNames.TryAdd(name, span))
        {
            context.Diagnostics.Add(Diagnostic.Create(DecisionDiagnostics.DuplicateDecide, span, name) with
            {
                Related = [new(context.DecisionNames[name], "decided here first")],
            });
        }
    }

    /// <summary>A package that proposes and does not decide gets the default decide statement.</summary>
    private static void Implicit(BindingContext context, ProgramFile file, HashSet<string> decided)
    {
        string propose = file.Scope.Define(Propose);
        ClauseSyntax? first = file.Tree.Root.Items.OfType<ClauseSyntax>().FirstOrDefault(c => c.Head is ApplicationSyntax h && file.Scope.Define(h.Name) == propose);
        if (first is not null && !decided.Contains(propose))
        {
            context.DecisionNames.TryAdd(file.Scope.Define(Decision), file.Tree.SpanOf(first.Head));
            context.DefaultDecides.TryAdd(propose, new(file.Scope, file.Tree.SpanOf(first.Head)));
        }
    }
}

/// <summary>Where a program first proposes without deciding.</summary>
internal readonly record struct DefaultDecide(PackageScope Scope, SourceSpan Span);
