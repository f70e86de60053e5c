namespace CryptoScalp.Rules.Syntax;

/// <summary>The character classes of the grammar. ASCII only, so that no culture or Unicode version can change a program's meaning.</summary>
internal static class CharacterClass
{
    public static bool IsDigit(char c) => char.IsAsciiDigit(c);

    public static bool IsLower(char c) => char.IsAsciiLetterLower(c);

    public static bool IsUpper(char c) => char.IsAsciiLetterUpper(c);

    /// <summary>A letter, a digit or <c>_</c>: what words are made of.</summary>
    public static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    public static bool IsNameConstant(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '~' or '%';

    /// <summary>White space within a line. A byte order mark counts, because files begin with one.</summary>
    public static bool IsBlank(char c) => c is ' ' or '\t' or '\f' or '\uFEFF';

    public static bool IsLineBreak(char c) => c is '\n' or '\r';
}
