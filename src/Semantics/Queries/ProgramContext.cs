using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Makes the names and types of a finished program the context of a query.</summary>
internal static class ProgramContext
{
    public static BindingContext Of(BoundProgram program, DiagnosticBag diagnostics)
    {
        BindingContext context = new(BindOptions.Default, diagnostics);
        foreach (BoundPredicate predicate in program.Predicates)
        {
            context.Predicates.Import(new PredicateSymbol(predicate.Name, predicate.Arity, predicate.Span)
            {
                Id = predicate.Id,
                Columns = predicate.Columns,
                Declared = predicate.Types,
                IsDeclared = predicate.IsDeclared,
            });
        }

        context.Predicates.IsClosed = true;
        for (int i = 0; i < program.Params.Length; i++)
        {
            BoundParam param = program.Params[i];
            context.Params.Add(param.Name, new ParamSymbol(param.Name, param.Span) { Index = i, Settled = param.Type });
        }

        foreach (BoundDecide decide in program.Decides)
        {
            context.DecisionNames.Add(decide.Name, decide.Span);
        }

        return context;
    }
}
