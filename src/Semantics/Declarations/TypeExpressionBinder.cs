using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reads type expressions: <c>/number</c>, <c>/venue</c>, <c>.List&lt;/string&gt;</c>, <c>fn:List(/string)</c>.</summary>
internal sealed class TypeExpressionBinder(BindingContext context, SyntaxTree tree)
{
    private static readonly string[] Constructors = ["List", "Map", "Option", "Pair", "Singleton", "Struct", "TaggedUnion", "Tuple", "Union"];

    public BoundType Bind(TermSyntax term) => term switch
    {
        LiteralTermSyntax { Token.Kind: SyntaxKind.NameConstant } name => Named(name.Token.Text),
        DotTypeSyntax dot => Constructed(dot, dot.NameToken.Text.TrimStart('.'), [.. dot.Members]),
        ApplicationSyntax call => Applied(call, ExpressionLowerer.BareName(call.Name)),
        VariableSyntax => BoundType.Any,
        _ => Unknown(term),
    };

    private static BoundType Named(string name) => name switch
    {
        "/any" => BoundType.Any,
        "/number" => BoundType.Number,
        "/float64" => BoundType.Float64,
        "/dec8" => BoundType.Dec8,
        "/string" => BoundType.String,
        "/bytes" => BoundType.Bytes,
        "/name" => BoundType.Name,
        "/time" => BoundType.Time,
        "/duration" => BoundType.Duration,
        "/bool" => BoundType.Bool,
        _ => BoundType.NameWithPrefix(name),
    };

    private BoundType Constructed(DotTypeSyntax whole, string name, IReadOnlyList<TypeMemberSyntax> members)
    {
        if (name == "Struct")
        {
            return Structure(whole, members);
        }

        if (name == "Singleton" && members is [{ Type: null } only])
        {
            return Singleton(only.Term);
        }

        if (name == "TaggedUnion")
        {
            return TaggedUnion(whole, members);
        }

        List<BoundType> types = [.. members.Select(m => Bind(m.Type ?? m.Term))];
        return Build(name, types) ?? Unknown(whole);
    }

    /// <summary>Mangle's older spelling: <c>fn:Struct(/x, /number, fn:opt(/y, /string))</c>.</summary>
    private BoundType Applied(ApplicationSyntax call, string name)
    {
        switch (name)
        {
            case "Singleton" when call.Arguments.Count == 1: return Singleton(call.Arguments[0]);
            case "Struct": return AppliedStructure(call);
            default: return Build(name, [.. call.Arguments.Select(Bind)]) ?? Unknown(call);
        }
    }

    private static BoundType? Build(string name, List<BoundType> types) => (name, types.Count) switch
    {
        ("List", 1) => BoundType.ListOf(types[0]),
        ("Option", 1) => BoundType.ListOf(types[0]),
        ("Pair", 2) => BoundType.PairOf(types[0], types[1]),
        ("Map", 2) => BoundType.MapOf(types[0], types[1]),
        ("Tuple", >= 2) => types.AsEnumerable().Reverse().Aggregate(static (rest, first) => BoundType.PairOf(first, rest)),
        ("Union", >= 1) => types.Exists(static t => t.Kind == TypeKind.Any) ? BoundType.Any : BoundType.UnionOf(types),
        _ => null,
    };

    private BoundType Structure(DotTypeSyntax whole, IReadOnlyList<TypeMemberSyntax> members)
    {
        List<BoundField> fields = [];
        foreach (TypeMemberSyntax member in members)
        {
            if (member is not { Type: { } type, Term: LiteralTermSyntax { Token.Kind: SyntaxKind.NameConstant } name })
            {
                return Unknown(whole);
            }

            fields.Add(new BoundField(name.Token.Text, Bind(type), member.IsOptional));
        }

        return fields.Count == 0 ? BoundType.AnyStruct : BoundType.StructOf(fields);
    }

    /// <summary><c>.TaggedUnion&lt;/kind, /a : .Struct&lt;…&gt;, /b : …&gt;</c>: one structure per tag, with the tag in its own field.</summary>
    private BoundType TaggedUnion(DotTypeSyntax whole, IReadOnlyList<TypeMemberSyntax> members)
    {
        if (members is not [{ Type: null, Term: LiteralTermSyntax { Token.Kind: SyntaxKind.NameConstant } tag }, _, ..])
        {
            return Unknown(whole);
        }

        List<BoundType> alternatives = [];
        foreach (TypeMemberSyntax member in members.Skip(1))
        {
            if (member is not { Type: { } type, Term: LiteralTermSyntax { Token.Kind: SyntaxKind.NameConstant } value } || Bind(type) is not { Kind: TypeKind.Struct } fields)
            {
                return Unknown(whole);
            }

            BoundField kind = new(tag.Token.Text, BoundType.SingletonOf(Value.Name(value.Token.Text)), false);
            alternatives.Add(BoundType.StructOf(fields.IsOpen ? [kind] : [kind, .. fields.Fields]));
        }

        return BoundType.UnionOf(alternatives);
    }

    private BoundType AppliedStructure(ApplicationSyntax call)
    {
        List<BoundField> fields = [];
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            TermSyntax item = call.Arguments[i];
            if (item is LiteralTermSyntax { Token.Kind: SyntaxKind.NameConstant } name && i + 1 < call.Arguments.Count)
            {
                fields.Add(new BoundField(name.Token.Text, Bind(call.Arguments[++i]), false));
            }
            else if (item is ApplicationSyntax { Name: "fn:opt" or "opt", Arguments: [LiteralTermSyntax optional, var type] })
            {
                fields.Add(new BoundField(optional.Token.Text, Bind(type), true));
            }
            else
            {
                return Unknown(call);
            }
        }

        return fields.Count == 0 ? BoundType.AnyStruct : BoundType.StructOf(fields);
    }

    private BoundType Singleton(TermSyntax term) =>
        term is LiteralTermSyntax literal && LiteralReader.TryRead(literal.Token, out LiteralShape shape, out _) && Constant(shape) is { } value
            ? BoundType.SingletonOf(value)
            : Unknown(term);

    private static Value? Constant(LiteralShape shape)
    {
        if (shape.Number is not { } number)
        {
            return shape.Settled;
        }

        if (!number.IsFraction)
        {
            return number.TryToInt64(out long whole) ? Value.Number(whole) : null;
        }

        return number.TryToFloat64(out Value fraction) ? fraction : null;
    }

    private BoundType Unknown(TermSyntax term)
    {
        string text = tree.SpanOf(term).Text;
        string? near = term is DotTypeSyntax dot ? NameSuggestion.Nearest(dot.NameToken.Text.TrimStart('.'), Constructors) : null;
        context.Diagnostics.Add(Diagnostic.Create(TypeDiagnostics.UnknownType, tree.SpanOf(term), text) with
        {
            Help = near is null ? "types are /number, /float64, /dec8, /string, /name, /time, /duration, /bytes, /bool, /any, a name prefix such as /venue, .List<…>, .Map<…>, .Pair<…>, .Struct<…>, .Union<…>" : $"did you mean '.{near}'?",
        });
        return BoundType.Error;
    }
}
