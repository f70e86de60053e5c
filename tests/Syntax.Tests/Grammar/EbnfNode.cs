namespace CryptoScalp.Rules.Syntax.Tests;

/// <summary>The right side of a rule of <c>grammars/rules.ebnf</c>.</summary>
internal abstract record EbnfNode;

internal sealed record EbnfText(string Text) : EbnfNode;

/// <summary>One of <paramref name="Characters"/>.</summary>
internal sealed record EbnfClass(string Characters) : EbnfNode;

internal sealed record EbnfReference(string Name) : EbnfNode
{
    /// <summary>Rules with a capital letter are tokens.</summary>
    public bool IsToken => char.IsAsciiLetterUpper(Name[0]);
}

internal sealed record EbnfSequence(IReadOnlyList<EbnfNode> Parts) : EbnfNode;

internal sealed record EbnfChoice(IReadOnlyList<EbnfNode> Alternatives) : EbnfNode;

internal sealed record EbnfRepeat(EbnfNode Part, int Minimum, bool Many) : EbnfNode;
