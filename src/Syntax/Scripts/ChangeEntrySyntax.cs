namespace CryptoScalp.Rules.Syntax;

/// <summary>One entry of a change script.</summary>
public abstract class ChangeEntrySyntax : SyntaxNode
{
    private protected ChangeEntrySyntax(params ReadOnlySpan<object?> children) : base(children)
    {
    }
}

/// <summary><c>+fact.</c> or <c>-fact.</c></summary>
public sealed class ChangeFactSyntax(SyntaxToken sign, TermSyntax fact, SyntaxToken stop) : ChangeEntrySyntax(sign, fact, stop)
{
    public bool IsRetraction { get; } = sign.Kind == SyntaxKind.Minus;

    /// <summary>An <see cref="ApplicationSyntax"/> unless the text is faulty.</summary>
    public TermSyntax Fact { get; } = fact;
}

/// <summary><c>@250ms</c>, <c>@1723161254000000000</c> or <c>@2024-08-09T00:07:34Z</c>: the event time from here on.</summary>
public sealed class ChangeTimeSyntax(SyntaxToken at, TermSyntax time) : ChangeEntrySyntax(at, time)
{
    /// <summary>A number (a count of nanoseconds), a duration or a timestamp, unless the text is faulty.</summary>
    public TermSyntax Time { get; } = time;
}

/// <summary><c>commit.</c></summary>
public sealed class ChangeCommitSyntax(SyntaxToken word, SyntaxToken stop) : ChangeEntrySyntax(word, stop);

/// <summary>Tokens that form no entry; a diagnostic says so.</summary>
public sealed class BadEntrySyntax(IReadOnlyList<ISyntaxElement> elements) : ChangeEntrySyntax(elements);
