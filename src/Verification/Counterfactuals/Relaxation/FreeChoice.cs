namespace CryptoScalp.Rules.Verification;

/// <summary>A truth value that the search chooses.</summary>
/// <param name="Key">The solver's name for it.</param>
/// <param name="Name">The name that it is about: that it is <paramref name="Code"/>; null for a plain truth value.</param>
/// <param name="Code">Of the name's value.</param>
internal sealed record FreeChoice(string Key, string? Name, Rational Code)
{
    /// <summary>The value that costs nothing, and that it has where nothing is said of it.</summary>
    public bool IsFree { get; init; }

    /// <summary>Of the other value; at least 0.</summary>
    public Rational Cost { get; init; }
}
