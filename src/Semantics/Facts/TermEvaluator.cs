using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Computes constant terms against the type that their place asks for.</summary>
/// <remarks><paramref name="place"/> names that place in messages, without a verb: "column 2 (Bid) of 'quote'".</remarks>
internal sealed class TermEvaluator(SourceText source, DiagnosticBag diagnostics, Func<string> place)
{
    public bool TryEvaluate(TermSyntax term, BoundType type, out Value value)
    {
        if (!TryValue(term, type, out value))
        {
            return false;
        }

        if (TypeKinds.Holds(type, value))
        {
            return true;
        }

        diagnostics.Report(TypeDiagnostics.ValueOutsideType, SpanOf(term), value, type, place());
        return false;
    }

    private SourceSpan SpanOf(ISyntaxElement element) => new(source, element.Span);

    private bool TryValue(TermSyntax term, BoundType type, out Value value)
    {
        switch (term)
        {
            case LiteralTermSyntax literal: return TryLiteral(literal.Token, false, type, SpanOf(literal), out value);
            case NegationSyntax { Operand: LiteralTermSyntax literal } negation: return TryLiteral(literal.Token, true, type, SpanOf(negation), out value);
            case ParenthesizedSyntax inner: return TryValue(inner.Inner, type, out value);
            case NegationSyntax negation: return TryCall("neg", [negation.Operand], _ => type, negation, out value);
            case BinarySyntax binary: return TryCall(OperatorNames.Arithmetic(binary.Operator.Kind)!, [binary.Left, binary.Right], _ => type, binary, out value);
            case ListSyntax list: return TryCall("list", list.Items, _ => Part(type, TypeKind.List, 0), list, out value);
            case MapSyntax map:
                return TryCall("map", map.Entries.SelectMany(static e => new[] { e.Key, e.Value }), i => Part(type, TypeKind.Map, i % 2), map, out value);
            case StructSyntax structure: return TryStructure(structure, type, out value);
            case ApplicationSyntax call: return TryApplication(call, type, out value);
            default: return NotGround(term, out value);
        }
    }

    private bool TryLiteral(SyntaxToken token, bool isNegative, BoundType type, SourceSpan span, out Value value)
    {
        value = default;
        if (!LiteralReader.TryRead(token, out LiteralShape shape, out string problem))
        {
            diagnostics.Report(NameDiagnostics.BadConstant, span, token.Text, problem);
            return false;
        }

        if (isNegative && shape.Number is { } number)
        {
            shape = LiteralShape.Of(number.Negate());
        }
        else if (isNegative && !Negate(ref shape))
        {
            diagnostics.Report(NameDiagnostics.NoValue, span, span.Text);
            return false;
        }

        if (ConstantConverter.TryFit(shape, type, out value, out problem))
        {
            return true;
        }

        Report(shape, type, span, problem);
        return false;
    }

    private static bool Negate(ref LiteralShape shape)
    {
        bool fine = BuiltinTable.FindFunction("neg")!.TryApply([shape.Settled], out Value negated);
        shape = LiteralShape.Of(negated);
        return fine;
    }

    private void Report(LiteralShape shape, BoundType type, SourceSpan span, string problem)
    {
        if (shape.Number is { IsFraction: true } && type.Kind == TypeKind.Number)
        {
            diagnostics.Report(TypeDiagnostics.FractionForNumber, span, span.Text, type, place());
        }
        else if (problem.Length > 0 && TypeKinds.IsNumeric(TypeKinds.KindOf(type)))
        {
            diagnostics.Report(TypeDiagnostics.NotExact, span, span.Text, type, problem);
        }
        else
        {
            diagnostics.Report(TypeDiagnostics.ValueOutsideType, span, span.Text, type, place());
        }
    }

    private bool TryStructure(StructSyntax structure, BoundType type, out Value value)
    {
        BoundType FieldType(int index)
        {
            string name = index % 2 == 1 && structure.Fields[index / 2].Key is LiteralTermSyntax key ? key.Token.Text : "";
            return type is { Kind: TypeKind.Struct, IsOpen: false } ? type.Fields.FirstOrDefault(f => f.Name == name)?.Type ?? BoundType.Any : BoundType.Any;
        }

        return TryCall("struct", structure.Fields.SelectMany(static e => new[] { e.Key, e.Value }), FieldType, structure, out value);
    }

    private bool TryApplication(ApplicationSyntax call, BoundType type, out Value value)
    {
        string name = ExpressionLowerer.BareName(call.Name);
        if (BuiltinTable.FindFunction(name) is null)
        {
            string? near = NameSuggestion.Nearest(name, BuiltinTable.FunctionNames);
            diagnostics.Add(Diagnostic.Create(NameDiagnostics.UnknownFunction, SpanOf(call.NameToken), name) with { Help = near is null ? null : $"did you mean '{near}'?" });
            value = default;
            return false;
        }

        return TryCall(name, call.Arguments, name == "pair" ? i => Part(type, TypeKind.Pair, i) : static _ => BoundType.Any, call, out value);
    }

    private bool TryCall(string name, IEnumerable<TermSyntax> arguments, Func<int, BoundType> type, TermSyntax whole, out Value value)
    {
        List<Value> values = [];
        value = default;
        foreach (TermSyntax argument in arguments)
        {
            if (!TryValue(argument, type(values.Count), out Value one))
            {
                return false;
            }

            values.Add(one);
        }

        if (BuiltinTable.FindFunction(name)!.TryApply(values.ToArray(), out value))
        {
            return true;
        }

        diagnostics.Report(NameDiagnostics.NoValue, SpanOf(whole), SpanOf(whole).Text);
        return false;
    }

    private bool NotGround(TermSyntax term, out Value value)
    {
        value = default;
        if (term is not MissingTermSyntax)
        {
            diagnostics.Report(FactDiagnostics.NotGround, SpanOf(term), SpanOf(term).Text);
        }

        return false;
    }

    private static BoundType Part(BoundType type, TypeKind kind, int index) =>
        type.Kind == kind && index < type.Arguments.Length ? type.Arguments[index] : BoundType.Any;
}
