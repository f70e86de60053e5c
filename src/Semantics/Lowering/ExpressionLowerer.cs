using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Turns terms into draft expressions: variables become slots, operators and constructors become calls.</summary>
internal sealed class ExpressionLowerer(BindingContext context, SourceText source, RuleScope scope)
{
    private const string FunctionPrefix = "fn:";

    public RuleScope Scope => scope;

    public SourceSpan SpanOf(ISyntaxElement element) => new(source, element.Span);

    public DraftExpression Lower(TermSyntax term) => term switch
    {
        VariableSyntax variable => Variable(variable.Token),
        LiteralTermSyntax literal => Constant(literal.Token, isNegative: false, SpanOf(literal)),
        IdentifierTermSyntax identifier => Identifier(identifier),
        ApplicationSyntax application => Application(application),
        ListSyntax list => Call("list", list.Items, list),
        MapSyntax map => Call("map", map.Entries.SelectMany(static e => new[] { e.Key, e.Value }), map),
        StructSyntax structure => Call("struct", structure.Fields.SelectMany(static e => new[] { e.Key, e.Value }), structure),
        BinarySyntax binary => Call(OperatorNames.Arithmetic(binary.Operator.Kind), [binary.Left, binary.Right], binary),
        ConditionTermSyntax condition => Call(OperatorNames.Condition(condition.Operator.Kind), [condition.Left, condition.Right], condition),
        NegationSyntax { Operand: LiteralTermSyntax literal } negation => Constant(literal.Token, isNegative: true, SpanOf(negation)),
        NegationSyntax negation => Call("neg", [negation.Operand], negation),
        ParenthesizedSyntax inner => Lower(inner.Inner),
        MissingTermSyntax missing => Fault(missing, []),
        _ => NotATerm(term),
    };

    public DraftVariable Variable(SyntaxToken token)
    {
        int slot = scope.SlotOf(token.Text);
        return new DraftVariable(slot, token.Text, SpanOf(token), scope.Nodes[slot]);
    }

    /// <summary>The name of a function without its optional <c>fn:</c>.</summary>
    public static string BareName(string name) => name.StartsWith(FunctionPrefix, StringComparison.Ordinal) ? name[FunctionPrefix.Length..] : name;

    public DraftExpression Fault(ISyntaxElement element, IEnumerable<DraftExpression> parts)
    {
        scope.IsFaulty = true;
        return new DraftFault(SpanOf(element), new TypeNode { IsFaulty = true }, [.. parts]);
    }

    private DraftExpression Constant(SyntaxToken token, bool isNegative, SourceSpan span)
    {
        string problem = "";
        if (token.IsMissing || !LiteralReader.TryRead(token, out LiteralShape shape, out problem))
        {
            if (!token.IsMissing && token.Kind != SyntaxKind.BadToken && !context.HasSyntaxError(span))
            {
                context.Report(NameDiagnostics.BadConstant, span, token.Text, problem);
            }

            return Fault(token, []);
        }

        if (isNegative && shape.Number is { } number)
        {
            shape = LiteralShape.Of(number.Negate());
        }
        else if (isNegative)
        {
            return Negated(new DraftConstant(shape, SpanOf(token), new TypeNode()), span);
        }

        return new DraftConstant(shape, span, new TypeNode());
    }

    /// <summary>The minus sign before a duration.</summary>
    private static DraftCall Negated(DraftConstant operand, SourceSpan span) =>
        new(BuiltinTable.FindFunction("neg")!, [operand], span, new TypeNode());

    private DraftExpression Identifier(IdentifierTermSyntax identifier)
    {
        if (identifier.Name == "now")
        {
            return new DraftNow(SpanOf(identifier), new TypeNode());
        }

        if (context.Params.TryGetValue(identifier.Name, out ParamSymbol? param))
        {
            return new DraftParameter(param, SpanOf(identifier));
        }

        context.ReportUnknown(NameDiagnostics.UnknownWord, SpanOf(identifier), identifier.Name, context.Params.Keys.Append("now"));
        return Fault(identifier, []);
    }

    private DraftExpression Application(ApplicationSyntax application)
    {
        string name = BareName(application.Name);
        if (name is "now" or "time:now" && application.Arguments.Count == 0)
        {
            return new DraftNow(SpanOf(application), new TypeNode());
        }

        if (BuiltinTable.FindFunction(name) is not null)
        {
            return Call(name, application.Arguments, application);
        }

        if (BuiltinTable.FindAggregate(name) is not null)
        {
            context.Report(NameDiagnostics.AggregateOutsideGroup, SpanOf(application), name);
        }
        else if (context.Predicates.Find(name) is not null)
        {
            context.Report(NameDiagnostics.PredicateAsFunction, SpanOf(application.NameToken), name);
        }
        else
        {
            context.ReportUnknown(NameDiagnostics.UnknownFunction, SpanOf(application.NameToken), name, BuiltinTable.FunctionNames.Concat(BuiltinTable.AggregateNames));
        }

        return Fault(application, application.Arguments.Select(Lower));
    }

    private DraftExpression Call(string? name, IEnumerable<TermSyntax> arguments, TermSyntax whole)
    {
        ImmutableArray<DraftExpression> lowered = [.. arguments.Select(Lower)];
        return name is not null && BuiltinTable.FindFunction(name) is { } function
            ? new DraftCall(function, lowered, SpanOf(whole), new TypeNode())
            : Fault(whole, lowered);
    }

    private DraftFault NotATerm(TermSyntax term)
    {
        context.Report(NameDiagnostics.NotAnExpression, SpanOf(term), SpanOf(term).Text);
        return (DraftFault)Fault(term, []);
    }
}
