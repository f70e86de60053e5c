using System.Collections.Immutable;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>A JSON value that knows where it stands, so that a wrong one can be pointed at.</summary>
/// <param name="Text">The characters of a string, unescaped; the digits of a number as written, so that nothing is rounded; otherwise empty.</param>
internal sealed record PlacedValue(
    JsonValueKind Kind, SourceSpan Span, string Text, ImmutableArray<PlacedMember> Members, ImmutableArray<PlacedValue> Items)
{
    /// <summary>The member of an object, or null.</summary>
    public PlacedValue? Member(string name)
    {
        foreach (PlacedMember member in Members)
        {
            if (member.Name == name)
            {
                return member.Value;
            }
        }

        return null;
    }

    /// <summary>The text of a string member; null when it is missing or no string.</summary>
    public string? String(string name) => Member(name) is { Kind: JsonValueKind.String } value ? value.Text : null;

    /// <summary>True only for a member that is the literal true.</summary>
    public bool IsTrue(string name) => Member(name)?.Kind == JsonValueKind.True;
}
