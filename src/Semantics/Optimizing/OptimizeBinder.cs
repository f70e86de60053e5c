using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Binds the <c>optimize</c> items of one file against the finished program.</summary>
internal sealed class OptimizeBinder
{
    private readonly BoundProgram _program;
    private readonly ProgramFile _file;
    private readonly DiagnosticBag _diagnostics;

    public OptimizeBinder(BoundProgram program, ProgramFile file, DiagnosticBag diagnostics)
    {
        _program = program;
        _file = file;
        _diagnostics = diagnostics;
    }

    /// <summary>Null when the item is faulty; a diagnostic stands then.</summary>
    public BoundOptimize? Bind(OptimizeSyntax item)
    {
        DiagnosticBag found = new();
        BindingContext context = ProgramContext.Of(_program, found);
        OptimizeDraft draft = OptimizeDraft.Lower(item, _file, context);
        QueryBinder.Constrain(draft.All, context);
        if (!draft.Scope.IsFaulty && !found.HasErrors)
        {
            SafetyCheck.Body(draft.All, found);
        }

        BoundOptimize? bound = found.HasErrors || draft.Scope.IsFaulty ? null : Emit(item, draft, found);
        if (bound is not null)
        {
            OptimizeCheck.Run(_program, bound, found);
        }

        // Names and types were looked at before, together with the rules: what was said then is not said again.
        _diagnostics.AddRange(found.ToSorted().Distinct().Except(_diagnostics.ToSorted()));
        return found.HasErrors ? null : bound;
    }

    private BoundOptimize? Emit(OptimizeSyntax item, OptimizeDraft draft, DiagnosticBag found)
    {
        RuleEmitter emitter = new(found);
        BoundLiteral[] literals = [.. draft.Literals.Select(emitter.Literal)];
        BoundLiteral head = emitter.Literal(draft.Head);
        if (head is not BoundAtom row || literals.OfType<BoundAtom>().Append(row).FirstOrDefault(a => a.Predicate == row.Predicate && (a.IsNegated || a.Arguments[^1] is not BoundVariable)) is { } wrong)
        {
            found.Report(FactDiagnostics.BadOptimize, head.Span, "the last argument of what is optimised is a variable of its own, and its rows are not negated: that is the number that is looked for");
            return null;
        }

        BoundAtom[] rows = [row, .. literals.OfType<BoundAtom>().Where(a => a.Predicate == row.Predicate)];
        KeyValuePair<int, BoundExpression>[] sums = [.. draft.Sums.Select(emitter.Literal).Cast<BoundComparison>().Select(static s => KeyValuePair.Create(((BoundVariable)s.Left).Slot, s.Right))];
        HashSet<int> unknown = [.. rows.Select(static r => ((BoundVariable)r.Arguments[^1]).Slot), .. sums.Select(static s => s.Key)];
        bool Mentions(BoundLiteral literal) => BoundWalk.ExpressionsOf(literal).OfType<BoundVariable>().Any(v => unknown.Contains(v.Slot));
        return new BoundOptimize
        {
            Predicate = row.Predicate,
            Rows = [.. rows],
            Body = [.. literals.Where(l => l is not BoundAtom atom || atom.Predicate != row.Predicate).Where(l => l is not BoundComparison || !Mentions(l))],
            Limits = [.. literals.OfType<BoundComparison>().Where(Mentions)],
            Sums = [.. sums],
            IsMaximized = item.Direction.Text == "maximize",
            Objective = ((BoundComparison)emitter.Literal(draft.Objective)).Right,
            Variables = [.. draft.Scope.Names],
            Span = _file.Tree.SpanOf(item),
        };
    }
}
