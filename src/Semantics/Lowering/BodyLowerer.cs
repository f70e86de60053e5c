using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Turns the literals of a body into draft literals; expressions in atoms become comparisons beside them.</summary>
/// <param name="context">What binding knows.</param>
/// <param name="package">Of the file.</param>
/// <param name="expressions">Lowers terms, into the scope of the clause.</param>
/// <param name="clause">What temporal literals must know of their clause; null outside rules, where they have no meaning.</param>
internal sealed class BodyLowerer(BindingContext context, PackageScope package, ExpressionLowerer expressions, ClauseReading? clause = null)
{
    private readonly ImmutableArray<DraftLiteral>.Builder _literals = ImmutableArray.CreateBuilder<DraftLiteral>();

    public ImmutableArray<DraftLiteral> Lower(IEnumerable<LiteralSyntax> literals)
    {
        foreach (LiteralSyntax literal in literals)
        {
            switch (literal)
            {
                case AtomLiteralSyntax atom: Atom(atom); break;
                case ComparisonLiteralSyntax comparison: Comparison(comparison); break;
                default: throw new System.Diagnostics.UnreachableException();
            }
        }

        return _literals.ToImmutable();
    }

    private void Atom(AtomLiteralSyntax literal)
    {
        SourceSpan span = expressions.SpanOf(literal);
        switch (literal.Atom)
        {
            case ApplicationSyntax atom when IsBuiltin(atom) && (literal.Temporal is not null || literal.Window is not null || literal.Annotation is not null):
                context.Report(TimeDiagnostics.NoHistory, expressions.SpanOf(atom), atom.Name);
                expressions.Fault(atom, atom.Arguments.Select(expressions.Lower));
                break;
            case ApplicationSyntax atom when atom.Name.StartsWith(':'):
                BuiltinAtom(atom, literal.IsNegated, span);
                break;
            case ApplicationSyntax atom when atom.Name.StartsWith("fn:", StringComparison.Ordinal):
                context.Report(NameDiagnostics.FunctionAsLiteral, expressions.SpanOf(atom), atom.Name);
                expressions.Fault(atom, atom.Arguments.Select(expressions.Lower));
                break;
            case ApplicationSyntax { Name: "fresh", Arguments: [ApplicationSyntax inner] } atom when context.Predicates.Find(package.Define("fresh")) is null:
                Fresh(literal, atom, inner, span);
                break;
            case ApplicationSyntax atom:
                PredicateAtom(literal, atom, span);
                break;
            default:
                expressions.Fault(literal.Atom, []);
                break;
        }
    }

    private static bool IsBuiltin(ApplicationSyntax atom) => atom.Name.StartsWith(':');

    /// <summary><c>fresh(p(X))</c> is <c>p(X)</c> of a predicate whose stale rows are absent.</summary>
    private void Fresh(AtomLiteralSyntax literal, ApplicationSyntax fresh, ApplicationSyntax inner, SourceSpan span)
    {
        if (context.Predicates.Find(context.Predicates.Qualify(package, inner.Name)) is { TtlNs: null, IsRefused: false } symbol)
        {
            context.Diagnostics.Add(Diagnostic.Create(TimeDiagnostics.FreshWithoutTtl, expressions.SpanOf(fresh), symbol.Name) with
            {
                Help = $"declare how long a row of '{symbol.Name}' may be trusted: descr [extensional(), ttl(2s)]",
            });
            expressions.Fault(fresh, inner.Arguments.Select(expressions.Lower));
            return;
        }

        PredicateAtom(literal, inner, span);
    }

    private void PredicateAtom(AtomLiteralSyntax literal, ApplicationSyntax atom, SourceSpan span)
    {
        string name = context.Predicates.Qualify(package, atom.Name);
        if (context.DecisionNames.ContainsKey(name))
        {
            context.Report(DecisionDiagnostics.DecisionInBody, span, name);
            expressions.Fault(atom, atom.Arguments.Select(expressions.Lower));
            return;
        }

        PredicateSymbol? predicate = context.Predicates.Resolve(name, ValidityLowerer.ArityOf(context, name, atom), expressions.SpanOf(atom));
        ImmutableArray<DraftExpression> arguments = [.. atom.Arguments.Select((a, i) => SimpleArgument(
            predicate?.Calls.Contains(i) == true && CallText.IsCall(a) ? Call(a) : expressions.Lower(a)))];
        if (predicate is null)
        {
            expressions.Fault(atom, arguments);
            return;
        }

        ImmutableArray<DraftExpression> times = [.. new ValidityLowerer(context, expressions).OfBody(predicate, literal, atom, _literals).Select(SimpleArgument)];
        if (!times.IsEmpty && literal.Window is null)
        {
            _literals.Add(new DraftAtom(predicate, literal.IsNegated, [.. arguments, .. times], span));
            return;
        }

        arguments = [.. arguments, .. times];
        if (literal.Temporal is null && literal.Window is null)
        {
            _literals.Add(new DraftAtom(predicate, literal.IsNegated, arguments, span));
        }
        else if (new TemporalLowerer(context, expressions, clause).Lower(literal, predicate, arguments) is { } view)
        {
            _literals.Add(view);
        }
        else
        {
            expressions.Fault(atom, arguments);
        }
    }

    /// <summary>A call in a column of calls stands for its text.</summary>
    private DraftExpression Call(TermSyntax term)
    {
        SourceSpan span = expressions.SpanOf(term);
        if (CallText.Of(term) is not { } text)
        {
            context.Report(NameDiagnostics.VariableInCall, span, span.Text);
            return expressions.Fault(term, []);
        }

        if (context.Options.CheckCall(text) is { } problem)
        {
            context.Report(NameDiagnostics.BadCall, span, text, problem);
            return expressions.Fault(term, []);
        }

        return new DraftConstant(LiteralShape.Of(Value.String(text)), span, new TypeNode());
    }

    /// <summary>Atoms take variables, constants and parameters; anything else moves into a comparison before the atom.</summary>
    private DraftExpression SimpleArgument(DraftExpression argument)
    {
        if (argument is DraftVariable or DraftParameter or DraftFault || argument.IsGround)
        {
            return argument;
        }

        DraftVariable stand = expressions.Scope.Fresh(argument.Span);
        _literals.Add(new DraftComparison(ComparisonOperator.Equal, stand, argument, argument.Span));
        return stand;
    }

    private void BuiltinAtom(ApplicationSyntax atom, bool isNegated, SourceSpan span)
    {
        if (OperatorNames.ComparisonPredicate(atom.Name) is { } op && atom.Arguments.Count == 2)
        {
            ComparisonOperator asked = isNegated ? OperatorNames.Opposite(op) : op;
            _literals.Add(new DraftComparison(asked, expressions.Lower(atom.Arguments[0]), expressions.Lower(atom.Arguments[1]), span));
        }
        else if (atom.Name == ":filter" && atom.Arguments.Count == 1)
        {
            DraftExpression truth = new DraftConstant(LiteralShape.Of(isNegated ? Value.False : Value.True), span, new TypeNode());
            _literals.Add(new DraftComparison(ComparisonOperator.Equal, expressions.Lower(atom.Arguments[0]), truth, span));
        }
        else
        {
            TableBuiltin(atom, isNegated, span);
        }
    }

    private void TableBuiltin(ApplicationSyntax atom, bool isNegated, SourceSpan span)
    {
        ImmutableArray<DraftExpression> arguments = [.. atom.Arguments.Select(expressions.Lower)];
        BuiltinPredicate? builtin = BuiltinTable.FindPredicate(atom.Name);
        if (builtin is null || builtin.Arity != arguments.Length)
        {
            ReportBuiltin(atom, builtin, arguments.Length);
            expressions.Fault(atom, arguments);
            return;
        }

        _literals.Add(new DraftBuiltin(builtin, isNegated, [.. arguments.Select((a, i) => builtin.IsInput(i) ? a : OutputArgument(a))], span));
    }

    /// <summary>Outputs are variables: a constant there is compared with what comes out.</summary>
    private DraftExpression OutputArgument(DraftExpression argument)
    {
        if (argument is DraftVariable or DraftFault)
        {
            return argument;
        }

        DraftVariable stand = expressions.Scope.Fresh(argument.Span);
        _literals.Add(new DraftComparison(ComparisonOperator.Equal, stand, argument, argument.Span));
        return stand;
    }

    private void ReportBuiltin(ApplicationSyntax atom, BuiltinPredicate? builtin, int given)
    {
        SourceSpan span = expressions.SpanOf(atom);
        if (builtin is null)
        {
            context.ReportUnknown(NameDiagnostics.UnknownBuiltin, span, atom.Name, BuiltinTable.PredicateNames);
        }
        else
        {
            context.Report(NameDiagnostics.BuiltinArity, span, atom.Name, builtin.Arity, given);
        }
    }

    private void Comparison(ComparisonLiteralSyntax literal)
    {
        DraftExpression left = expressions.Lower(literal.Left), right = expressions.Lower(literal.Right);
        if (OperatorNames.Comparison(literal.Operator.Kind) is { } op)
        {
            _literals.Add(new DraftComparison(op, left, right, expressions.SpanOf(literal)));
        }
    }
}
