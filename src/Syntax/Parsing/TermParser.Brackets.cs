namespace CryptoScalp.Rules.Syntax;

/// <summary>Terms in brackets: lists, maps, structures and type expressions.</summary>
internal sealed partial class TermParser
{
    private ParenthesizedSyntax ParseParenthesized()
    {
        SyntaxToken open = _reader.Take();
        TermSyntax inner = ParseExpression();
        return new ParenthesizedSyntax(open, inner, Close(SyntaxKind.CloseParen, "')'", open));
    }

    private TermSyntax ParseListOrMap()
    {
        SyntaxToken open = _reader.Take();
        if (!CanStart())
        {
            return new ListSyntax(open, SeparatedList<TermSyntax>.Empty, Close(SyntaxKind.CloseBracket, "']'", open));
        }

        TermSyntax first = ParseExpression();
        return _reader.At(SyntaxKind.Colon) ? ParseMap(open, first) : ParseList(open, first);
    }

    private ListSyntax ParseList(SyntaxToken open, TermSyntax first)
    {
        SeparatedList<TermSyntax> items = ParseSeparated(_expression, SyntaxKind.CloseBracket, first);
        if (_reader.At(SyntaxKind.Colon))
        {
            _reader.ReportHere(SyntaxDiagnostics.MixedEntries, "write every item as 'key: value', or none", "this list of values has an item 'key: value'");
        }

        return new ListSyntax(open, items, Close(SyntaxKind.CloseBracket, "']'", open));
    }

    private MapSyntax ParseMap(SyntaxToken open, TermSyntax firstKey)
    {
        SeparatedList<EntrySyntax> entries = ParseSeparated(_entry, SyntaxKind.CloseBracket, ParseEntry(firstKey));
        return new MapSyntax(open, entries, Close(SyntaxKind.CloseBracket, "']'", open));
    }

    private StructSyntax ParseStruct()
    {
        SyntaxToken open = _reader.Take();
        SeparatedList<EntrySyntax> fields = ParseSeparated(_entry, SyntaxKind.CloseBrace);
        return new StructSyntax(open, fields, Close(SyntaxKind.CloseBrace, "'}'", open));
    }

    private EntrySyntax ParseEntry() => ParseEntry(ParseExpression());

    private EntrySyntax ParseEntry(TermSyntax key)
    {
        int height = _height;
        SyntaxToken colon = _reader.Expect(SyntaxKind.Colon, "':'", "between the key and its value");
        EntrySyntax entry = new(key, colon, ParseExpression());
        _height = Math.Max(height, _height) + 1;
        return entry;
    }

    private DotTypeSyntax ParseDotType()
    {
        SyntaxToken name = _reader.Take();
        SyntaxToken open = _reader.Expect(SyntaxKind.Less, "'<'", "after the name of a type");
        if (open.IsMissing)
        {
            return new DotTypeSyntax(name, open, SeparatedList<TypeMemberSyntax>.Empty, _reader.Missing(SyntaxKind.Greater));
        }

        SeparatedList<TypeMemberSyntax> members = ParseSeparated(_member, SyntaxKind.Greater);
        return new DotTypeSyntax(name, open, members, Close(SyntaxKind.Greater, "'>'", open));
    }

    private TypeMemberSyntax ParseMember()
    {
        bool optional = _reader.AtWord("opt") && _reader.Peek().Kind is SyntaxKind.NameConstant or SyntaxKind.Identifier or SyntaxKind.String;
        SyntaxToken? opt = optional ? _reader.Take() : null;
        TermSyntax term = ParseExpression();
        int height = _height;
        SyntaxToken? colon = optional
            ? _reader.Expect(SyntaxKind.Colon, "':'", "between an optional field and its type")
            : _reader.TakeIf(SyntaxKind.Colon);
        TermSyntax? type = colon is null ? null : ParseExpression();
        _height = Math.Max(height, _height) + 1;
        return new TypeMemberSyntax(opt, term, colon, type);
    }
}
