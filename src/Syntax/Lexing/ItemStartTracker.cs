namespace CryptoScalp.Rules.Syntax;

/// <summary>
/// Follows the tokens to know whether a top-level item may start next. Mangle reads <c>#</c> as a comment everywhere, so <c>#[name(</c> opens an
/// attribute only at such a place.
/// </summary>
internal sealed class ItemStartTracker
{
    private SyntaxKind _previous = SyntaxKind.EndOfFile;
    private int _attributeDepth;
    private int _braceDepth;
    private bool _inTest;

    /// <summary>True before the first token, after a clause's stop, after <c>Package p!</c>, after an attribute list and after a test's closing brace.</summary>
    public bool CanStart { get; private set; } = true;

    public void Observe(SyntaxKind kind)
    {
        CanStart = kind switch
        {
            SyntaxKind.FullStop => !_inTest,
            SyntaxKind.Bang => true,
            SyntaxKind.CloseBracket => ClosesAttribute(),
            SyntaxKind.CloseBrace => ClosesTest(),
            _ => false,
        };
        Open(kind);
        _previous = kind;
    }

    private void Open(SyntaxKind kind)
    {
        switch (kind)
        {
            case SyntaxKind.FullStop:
                _attributeDepth = 0;
                break;
            case SyntaxKind.OpenAttribute:
                _attributeDepth = 1;
                break;
            case SyntaxKind.OpenBracket when _attributeDepth > 0:
                _attributeDepth++;
                break;
            case SyntaxKind.OpenBrace when _inTest:
                _braceDepth++;
                break;
            case SyntaxKind.OpenBrace when _previous == SyntaxKind.String:
                // Only a test has a brace directly after a string.
                _inTest = true;
                _braceDepth = 1;
                break;
        }
    }

    private bool ClosesAttribute() => _attributeDepth > 0 && --_attributeDepth == 0;

    private bool ClosesTest()
    {
        if (!_inTest || --_braceDepth > 0)
        {
            return false;
        }

        _inTest = false;
        return true;
    }
}
