namespace CryptoScalp.Rules.Syntax;

/// <summary>A term or expression.</summary>
public abstract class TermSyntax : SyntaxNode
{
    private protected TermSyntax(params ReadOnlySpan<object?> children) : base(children)
    {
    }
}

/// <summary><c>X</c> or <c>_</c>.</summary>
public sealed class VariableSyntax(SyntaxToken token) : TermSyntax(token)
{
    public SyntaxToken Token { get; } = token;

    public string Name => Token.Text;

    /// <summary>True for <c>_</c>, which is a variable of its own each time.</summary>
    public bool IsWildcard => Token.Text == "_";
}

/// <summary>A constant written as one token: number, float, quantity, duration, timestamp, string, bytes or name.</summary>
public sealed class LiteralTermSyntax(SyntaxToken token) : TermSyntax(token)
{
    public SyntaxToken Token { get; } = token;
}

/// <summary>A bare lower-case name in a term position: a parameter, <c>now</c>, or a word of an attribute.</summary>
public sealed class IdentifierTermSyntax(SyntaxToken token) : TermSyntax(token)
{
    public SyntaxToken Token { get; } = token;

    public string Name => Token.Text;
}

/// <summary><c>name(args)</c>: an atom, a function application, a descriptor or an attribute's item, by its place.</summary>
public sealed class ApplicationSyntax(SyntaxToken name, SyntaxToken open, SeparatedList<TermSyntax> arguments, SyntaxToken close)
    : TermSyntax(name, open, arguments, close)
{
    public SyntaxToken NameToken { get; } = name;

    public string Name => NameToken.Text;

    public SyntaxToken OpenParen { get; } = open;

    public SeparatedList<TermSyntax> Arguments { get; } = arguments;

    public SyntaxToken CloseParen { get; } = close;
}

/// <summary><c>except: [/exit]</c>: a named argument of a descriptor, attribute or decide option.</summary>
public sealed class NamedArgumentSyntax(SyntaxToken name, SyntaxToken colon, TermSyntax value) : TermSyntax(name, colon, value)
{
    public SyntaxToken NameToken { get; } = name;

    public string Name => NameToken.Text;

    public SyntaxToken Colon { get; } = colon;

    public TermSyntax Value { get; } = value;
}

/// <summary><c>Side = /buy</c> in an argument position, as in <c>sum_if(Q, Side = /buy)</c>.</summary>
public sealed class ConditionTermSyntax(TermSyntax left, SyntaxToken op, TermSyntax right) : TermSyntax(left, op, right)
{
    public TermSyntax Left { get; } = left;

    public SyntaxToken Operator { get; } = op;

    public TermSyntax Right { get; } = right;
}

/// <summary><c>[1, 2, 3]</c>.</summary>
public sealed class ListSyntax(SyntaxToken open, SeparatedList<TermSyntax> items, SyntaxToken close) : TermSyntax(open, items, close)
{
    public SeparatedList<TermSyntax> Items { get; } = items;
}

/// <summary><c>key: value</c> in a map or structure.</summary>
public sealed class EntrySyntax(TermSyntax key, SyntaxToken colon, TermSyntax value) : SyntaxNode(key, colon, value)
{
    public TermSyntax Key { get; } = key;

    public TermSyntax Value { get; } = value;
}

/// <summary><c>["a": 1, "b": 2]</c>.</summary>
public sealed class MapSyntax(SyntaxToken open, SeparatedList<EntrySyntax> entries, SyntaxToken close) : TermSyntax(open, entries, close)
{
    public SeparatedList<EntrySyntax> Entries { get; } = entries;
}

/// <summary><c>{/kind: /arb, /buy: B}</c>.</summary>
public sealed class StructSyntax(SyntaxToken open, SeparatedList<EntrySyntax> fields, SyntaxToken close) : TermSyntax(open, fields, close)
{
    public SeparatedList<EntrySyntax> Fields { get; } = fields;
}

/// <summary><c>.Struct&lt;/x : /number, opt /y : /string&gt;</c>: a type expression.</summary>
public sealed class DotTypeSyntax(SyntaxToken name, SyntaxToken open, SeparatedList<TypeMemberSyntax> members, SyntaxToken close)
    : TermSyntax(name, open, members, close)
{
    /// <summary>With its dot: <c>.List</c>.</summary>
    public SyntaxToken NameToken { get; } = name;

    public SeparatedList<TypeMemberSyntax> Members { get; } = members;
}

/// <summary>One member of a type expression: a type, or <c>[opt] name : type</c>.</summary>
public sealed class TypeMemberSyntax(SyntaxToken? opt, TermSyntax term, SyntaxToken? colon, TermSyntax? type) : SyntaxNode(opt, term, colon, type)
{
    public bool IsOptional { get; } = opt is not null;

    /// <summary>The type, or the field's name when <see cref="Type"/> is there.</summary>
    public TermSyntax Term { get; } = term;

    public TermSyntax? Type { get; } = type;
}

/// <summary><c>A + B</c>, and likewise <c>- * /</c>.</summary>
public sealed class BinarySyntax(TermSyntax left, SyntaxToken op, TermSyntax right) : TermSyntax(left, op, right)
{
    public TermSyntax Left { get; } = left;

    public SyntaxToken Operator { get; } = op;

    public TermSyntax Right { get; } = right;
}

/// <summary><c>-X</c>.</summary>
public sealed class NegationSyntax(SyntaxToken minus, TermSyntax operand) : TermSyntax(minus, operand)
{
    public TermSyntax Operand { get; } = operand;
}

/// <summary><c>(A + B)</c>.</summary>
public sealed class ParenthesizedSyntax(SyntaxToken open, TermSyntax inner, SyntaxToken close) : TermSyntax(open, inner, close)
{
    public TermSyntax Inner { get; } = inner;
}

/// <summary>A place where a term was wanted and none stands; a diagnostic says so.</summary>
public sealed class MissingTermSyntax(SyntaxToken missing) : TermSyntax(missing);
