using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>The parsers' view of the tokens: one current token, two of lookahead, missing tokens, skipping, and one report per place.</summary>
internal sealed class TokenReader
{
    private readonly Lexer _lexer;
    private readonly Queue<SyntaxToken> _ahead = new();
    private int _reportedAt = -1;
    private int _previousStart = -1;

    /// <param name="errors">Where faults go; holds the text.</param>
    /// <param name="attributes">Whether the text may have attributes; otherwise every <c>#</c> starts a comment.</param>
    public TokenReader(SyntaxErrors errors, bool attributes)
    {
        Errors = errors;
        _lexer = new Lexer(errors, attributes);
        Current = _lexer.Next();
    }

    public SyntaxErrors Errors { get; }

    public SyntaxToken Current { get; private set; }

    public SyntaxKind Kind => Current.Kind;

    /// <summary>Where the token before the current one ends: the place of what is missing.</summary>
    public int PreviousEnd { get; private set; }

    public SyntaxToken Peek(int ahead = 1)
    {
        while (_ahead.Count < ahead)
        {
            _ahead.Enqueue(_lexer.Next());
        }

        return ahead == 1 ? _ahead.Peek() : _ahead.ElementAt(ahead - 1);
    }

    public SyntaxToken Take()
    {
        SyntaxToken taken = Current;
        if (taken.Kind != SyntaxKind.EndOfFile)
        {
            PreviousEnd = taken.Span.End;
            _previousStart = taken.Start;
            Current = _ahead.Count > 0 ? _ahead.Dequeue() : _lexer.Next();
        }

        return taken;
    }

    public bool At(SyntaxKind kind) => Current.Kind == kind;

    /// <summary>Whether the current token is the word <paramref name="text"/>.</summary>
    public bool AtWord(string text) => Current.Kind == SyntaxKind.Identifier && Current.Text == text;

    public SyntaxToken? TakeIf(SyntaxKind kind) => At(kind) ? Take() : null;

    public SyntaxToken? TakeWord(string text) => AtWord(text) ? Take() : null;

    /// <summary>Takes the wanted token, or reports "expected 'text' purpose" behind the token before and gives a missing token.</summary>
    public SyntaxToken Expect(SyntaxKind kind, string text, string purpose)
    {
        if (At(kind))
        {
            return Take();
        }

        ReportGap(SyntaxDiagnostics.ExpectedToken, null, text, purpose);
        return Missing(kind);
    }

    public SyntaxToken ExpectWord(string text, string purpose)
    {
        if (AtWord(text))
        {
            return Take();
        }

        ReportGap(SyntaxDiagnostics.ExpectedToken, null, $"'{text}'", purpose);
        return Missing(SyntaxKind.Identifier);
    }

    public SyntaxToken Missing(SyntaxKind kind) => new(kind, "", PreviousEnd, [], isMissing: true);

    /// <summary>Reports at the current token, unless something was reported there already.</summary>
    public void ReportHere(DiagnosticDescriptor descriptor, string? help, params object[] arguments) =>
        Report(descriptor, Current.Span, help, arguments);

    /// <summary>Reports behind the token before the current one: something is missing there.</summary>
    public void ReportGap(DiagnosticDescriptor descriptor, string? help, params object[] arguments) =>
        Report(descriptor, new TextSpan(PreviousEnd, 0), help, arguments);

    public void Report(DiagnosticDescriptor descriptor, TextSpan span, string? help, params object[] arguments)
    {
        bool known = _reportedAt == Current.Start || Errors.IsFaulty(Current.Start) || Errors.IsFaulty(_previousStart);
        _reportedAt = Current.Start;
        if (!known)
        {
            Errors.Report(descriptor, span, help, arguments);
        }
    }

    /// <summary>A new item starts at the current token: what was reported at its start concerned the item before.</summary>
    public void StartItem() => _reportedAt = -1;

    /// <summary>Skips the current token: its text becomes trivia of the next one.</summary>
    public void Skip() => SkipWhile(static _ => true, atMost: 1);

    /// <summary>Skips tokens while <paramref name="condition"/> holds; nothing more is reported about the token that comes then.</summary>
    public void SkipWhile(Predicate<SyntaxToken> condition, int atMost = int.MaxValue)
    {
        ImmutableArray<SyntaxTrivia>.Builder? skipped = null;
        for (int i = 0; i < atMost && !At(SyntaxKind.EndOfFile) && condition(Current); i++)
        {
            skipped ??= ImmutableArray.CreateBuilder<SyntaxTrivia>();
            SyntaxToken token = Take();
            skipped.AddRange(token.LeadingTrivia);
            skipped.Add(new SyntaxTrivia(TriviaKind.Skipped, token.Text));
        }

        if (skipped is not null)
        {
            skipped.AddRange(Current.LeadingTrivia);
            Current = new SyntaxToken(Current.Kind, Current.Text, Current.Start, skipped.ToImmutable());
            _reportedAt = Current.Start;
        }
    }

    /// <summary>Whether a line break stands before the current token.</summary>
    public bool IsFirstOnLine(SyntaxToken token)
    {
        if (PreviousEnd == 0)
        {
            return true;
        }

        foreach (SyntaxTrivia trivia in token.LeadingTrivia)
        {
            if (trivia.Kind == TriviaKind.NewLine)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The column of a token, from 0.</summary>
    public int Column(SyntaxToken token) => Errors.Source.Position(token.Start).Column - 1;

    /// <summary>The current token as a message names it.</summary>
    public string Describe() => Current.Kind switch
    {
        SyntaxKind.EndOfFile => "the end of the text",
        SyntaxKind.FullStop => "the full stop",
        _ when Current.Text.Length <= 40 => $"'{Current.Text}'",
        _ => $"'{Current.Text.AsSpan(0, 37)}...'",
    };
}
