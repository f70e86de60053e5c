using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>An expression whose names are known and whose types are still being found.</summary>
internal abstract class DraftExpression(SourceSpan span, TypeNode node)
{
    public SourceSpan Span { get; } = span;

    public TypeNode Node { get; } = node;

    /// <summary>True when nothing in it varies: no variable, parameter or <c>now</c>.</summary>
    public virtual bool IsGround => false;

    /// <summary>The variables in it, in reading order.</summary>
    public virtual IEnumerable<DraftVariable> Variables() => [];
}

/// <summary>A constant token.</summary>
internal sealed class DraftConstant(LiteralShape shape, SourceSpan span, TypeNode node) : DraftExpression(span, node)
{
    public LiteralShape Shape { get; } = shape;

    public override bool IsGround => true;
}

/// <summary>An occurrence of a variable.</summary>
internal sealed class DraftVariable(int slot, string name, SourceSpan span, TypeNode node) : DraftExpression(span, node)
{
    public int Slot { get; } = slot;

    public string Name { get; } = name;

    public bool IsWildcard => Name == "_";

    public override IEnumerable<DraftVariable> Variables() => [this];
}

/// <summary>A parameter's name.</summary>
internal sealed class DraftParameter(ParamSymbol symbol, SourceSpan span) : DraftExpression(span, symbol.Node)
{
    public ParamSymbol Symbol { get; } = symbol;
}

/// <summary><c>now</c>.</summary>
internal sealed class DraftNow(SourceSpan span, TypeNode node) : DraftExpression(span, node);

/// <summary>A function applied.</summary>
internal sealed class DraftCall(ScalarFunction function, ImmutableArray<DraftExpression> arguments, SourceSpan span, TypeNode node) : DraftExpression(span, node)
{
    public ScalarFunction Function { get; } = function;

    public ImmutableArray<DraftExpression> Arguments { get; } = arguments;

    public override bool IsGround => Arguments.All(static a => a.IsGround);

    public override IEnumerable<DraftVariable> Variables() => Arguments.SelectMany(static a => a.Variables());
}

/// <summary>A term with a reported fault: fits everything.</summary>
internal sealed class DraftFault(SourceSpan span, TypeNode node, ImmutableArray<DraftExpression> parts) : DraftExpression(span, node)
{
    public override IEnumerable<DraftVariable> Variables() => parts.SelectMany(static a => a.Variables());
}
