namespace CryptoScalp.Rules.Syntax;

/// <summary>Items with commas between them, whatever the items are.</summary>
internal sealed partial class TermParser
{
    /// <summary>Items with commas between them and perhaps one after the last, up to <paramref name="close"/>; leaves the height of the highest.</summary>
    private SeparatedList<T> ParseSeparated<T>(Func<T> parseItem, SyntaxKind close, T? first = null)
        where T : SyntaxNode
    {
        int start = _elements.Count;
        int height = first is null ? 0 : _height;
        bool more = true;
        if (first is not null)
        {
            _elements.Add(first);
            more = TakeComma(close);
        }

        while (more && !_reader.At(close) && !_reader.At(SyntaxKind.EndOfFile))
        {
            int before = _reader.Current.Start;
            T item = parseItem();
            _elements.Add(item);
            height = Math.Max(height, _height);
            more = TakeComma(close) && _reader.Current.Start != before;
        }

        _height = height;
        return ListFrom<T>(start);
    }

    /// <summary>Moves the elements from <paramref name="start"/> on into a list of their own.</summary>
    private SeparatedList<T> ListFrom<T>(int start)
        where T : SyntaxNode
    {
        int count = _elements.Count - start;
        if (count == 0)
        {
            return SeparatedList<T>.Empty;
        }

        ISyntaxElement[] elements = new ISyntaxElement[count];
        _elements.CopyTo(start, elements, 0, count);
        _elements.RemoveRange(start, count);
        return new SeparatedList<T>(elements);
    }

    /// <summary>The comma after an item; a forgotten one is reported, and the list goes on when another item follows.</summary>
    private bool TakeComma(SyntaxKind close)
    {
        if (_reader.TakeIf(SyntaxKind.Comma) is { } comma)
        {
            _elements.Add(comma);
            return true;
        }

        if (_reader.At(close) || !CanStart() || (_reader.IsFirstOnLine(_reader.Current) && _reader.Column(_reader.Current) == 0))
        {
            return false;
        }

        _reader.ReportGap(SyntaxDiagnostics.ExpectedSeparator, null, $"between two items, before {_reader.Describe()}");
        _elements.Add(_reader.Missing(SyntaxKind.Comma));
        return true;
    }
}
