namespace CryptoScalp.Rules.Syntax;

/// <summary>One literal of a body.</summary>
public abstract class LiteralSyntax : SyntaxNode
{
    private protected LiteralSyntax(params ReadOnlySpan<object?> children) : base(children)
    {
    }
}

/// <summary><c>[temporal] p(X)[@[a, b]] [over window]</c>, negated when <see cref="Bang"/> stands before it.</summary>
public sealed class AtomLiteralSyntax(SyntaxToken? bang, TemporalOperatorSyntax? temporal, TermSyntax atom, TemporalAnnotationSyntax? annotation, WindowSyntax? window)
    : LiteralSyntax(bang, temporal, atom, annotation, window)
{
    public SyntaxToken? Bang { get; } = bang;

    public bool IsNegated => Bang is not null;

    public TemporalOperatorSyntax? Temporal { get; } = temporal;

    /// <summary>An <see cref="ApplicationSyntax"/> unless the text is faulty (then a diagnostic stands).</summary>
    public TermSyntax Atom { get; } = atom;

    public TemporalAnnotationSyntax? Annotation { get; } = annotation;

    public WindowSyntax? Window { get; } = window;
}

/// <summary><c>A &lt; B</c>, and likewise <c>= != &lt;= &gt; &gt;=</c>.</summary>
public sealed class ComparisonLiteralSyntax(TermSyntax left, SyntaxToken op, TermSyntax right) : LiteralSyntax(left, op, right)
{
    public TermSyntax Left { get; } = left;

    public SyntaxToken Operator { get; } = op;

    public TermSyntax Right { get; } = right;
}

/// <summary><c>&lt;-[a, b]</c> (some time in the past), <c>[-[a, b]</c> (throughout), <c>&lt;+</c>, <c>[+</c> (future).</summary>
public sealed class TemporalOperatorSyntax(SyntaxToken op, SyntaxToken open, TermSyntax from, SyntaxToken comma, TermSyntax to, SyntaxToken close)
    : SyntaxNode(op, open, from, comma, to, close)
{
    public SyntaxToken Operator { get; } = op;

    public TermSyntax From { get; } = from;

    public TermSyntax To { get; } = to;
}

/// <summary><c>@[t]</c> or <c>@[start, end]</c>.</summary>
public sealed class TemporalAnnotationSyntax(SyntaxToken at, SyntaxToken open, SeparatedList<TermSyntax> bounds, SyntaxToken close)
    : SyntaxNode(at, open, bounds, close)
{
    public SeparatedList<TermSyntax> Bounds { get; } = bounds;
}

/// <summary>The kinds of window.</summary>
public enum WindowKind : byte
{
    /// <summary><c>over [0s, 30s]</c>: a closed interval of event time back from now.</summary>
    Interval,

    /// <summary><c>over rows 20</c>.</summary>
    Rows,

    /// <summary><c>over tumbling 1s as T</c>.</summary>
    Tumbling,
}

/// <summary><c>over [a, b]</c>, <c>over rows n</c>, <c>over tumbling d as T</c>; the last two may stand in brackets.</summary>
public sealed class WindowSyntax(WindowKind kind, IReadOnlyList<ISyntaxElement> elements, TermSyntax first, TermSyntax? second) : SyntaxNode(elements)
{
    public WindowKind Kind { get; } = kind;

    /// <summary>Start of the interval, count of rows, or length of the tumbling window.</summary>
    public TermSyntax First { get; } = first;

    /// <summary>End of the interval, or the variable after <c>as</c>.</summary>
    public TermSyntax? Second { get; } = second;
}

/// <summary><c>|&gt; do fn:group_by(X), let N = fn:count()</c> or <c>|&gt; let Y = …</c>.</summary>
public sealed class TransformSyntax(SyntaxToken pipe, SyntaxToken? doToken, TermSyntax? groupBy, SyntaxToken? comma, SeparatedList<LetSyntax> lets)
    : SyntaxNode(pipe, doToken, groupBy, comma, lets)
{
    /// <summary>The term after <c>do</c>; null for a plain <c>let</c> transform.</summary>
    public TermSyntax? GroupBy { get; } = groupBy;

    public SeparatedList<LetSyntax> Lets { get; } = lets;
}

/// <summary><c>let X = term</c>.</summary>
public sealed class LetSyntax(SyntaxToken let, SyntaxToken variable, SyntaxToken equals, TermSyntax value) : SyntaxNode(let, variable, equals, value)
{
    public SyntaxToken Variable { get; } = variable;

    public TermSyntax Value { get; } = value;
}
