namespace CryptoScalp.Rules.Semantics;

/// <summary>The package of one file: which names its unqualified predicates stand for.</summary>
/// <param name="Package">Null outside any package.</param>
internal sealed record PackageScope(string? Package)
{
    public static PackageScope None { get; } = new((string?)null);

    /// <summary>The name under which this file defines <paramref name="name"/>.</summary>
    public string Define(string name) => Package is null || name.StartsWith(Package + ".", StringComparison.Ordinal) ? name : $"{Package}.{name}";
}
