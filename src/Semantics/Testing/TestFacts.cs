using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>What the facts of tests say about undeclared predicates: they supply them (unless strict) and show their types.</summary>
internal static class TestFacts
{
    public static void MarkSupplied(BindingContext context, IEnumerable<ProgramFile> files)
    {
        foreach ((ApplicationSyntax _, PredicateSymbol symbol, ProgramFile _) in All(context, files))
        {
            symbol.IsTested = true;
        }
    }

    public static void Constrain(BindingContext context, IEnumerable<ProgramFile> files, ConstraintCollector constraints)
    {
        foreach ((ApplicationSyntax atom, PredicateSymbol symbol, ProgramFile file) in All(context, files))
        {
            RuleScope scope = new();
            ExpressionLowerer expressions = new(context, file.Tree.Source, scope);
            List<DraftExpression> arguments = [.. atom.Arguments.Where((a, i) => !symbol.Calls.Contains(i) || !CallText.IsCall(a)).Select(expressions.Lower)];
            if (symbol.Declared.IsDefault && !scope.IsFaulty && arguments.TrueForAll(static a => a.IsGround))
            {
                constraints.Arguments(symbol, [.. arguments]);
            }
        }
    }

    private static IEnumerable<(ApplicationSyntax Atom, PredicateSymbol Symbol, ProgramFile File)> All(BindingContext context, IEnumerable<ProgramFile> files)
    {
        foreach (ProgramFile file in files)
        {
            foreach (TestChangeSyntax change in file.Tree.Root.Items.OfType<TestSyntax>().SelectMany(static t => t.Steps).OfType<TestChangeSyntax>())
            {
                if (!change.IsRetraction && change.Fact is ApplicationSyntax atom
                    && context.Predicates.Find(context.Predicates.Qualify(file.Scope, atom.Name)) is { } symbol && symbol.Arity == atom.Arguments.Count)
                {
                    yield return (atom, symbol, file);
                }
            }
        }
    }
}
