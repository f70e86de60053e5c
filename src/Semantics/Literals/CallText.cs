using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>The text that a call stands for: <c>rsi( 14 )</c> is "rsi(14)". Tokens as written, without white space and comments.</summary>
internal static class CallText
{
    /// <summary>True for what is a call and no string or variable, constant or not.</summary>
    public static bool IsCall(TermSyntax term) => term is ApplicationSyntax or IdentifierTermSyntax;

    /// <summary>Null when something in it varies.</summary>
    public static string? Of(TermSyntax term) => term switch
    {
        IdentifierTermSyntax name => name.Name,
        LiteralTermSyntax literal => literal.Token.Text,
        NegationSyntax { Operand: LiteralTermSyntax literal } => "-" + literal.Token.Text,
        ApplicationSyntax call => Application(call),
        _ => null,
    };

    private static string? Application(ApplicationSyntax call)
    {
        string?[] arguments = [.. call.Arguments.Select(Of)];
        return arguments.Contains(null) ? null : $"{call.Name}({string.Join(',', arguments)})";
    }
}
