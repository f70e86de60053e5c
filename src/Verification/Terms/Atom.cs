namespace CryptoScalp.Rules.Verification;

/// <summary>What an atom of a linear expression is.</summary>
internal enum AtomKind : byte
{
    /// <summary>A constant of the solver, or an application that is opaque here.</summary>
    Opaque,

    /// <summary>A dec8 quotient, rounded half to even.</summary>
    Quotient,

    /// <summary>A dec8 or number product of two unknowns.</summary>
    Product,

    /// <summary>The smaller of two.</summary>
    Min,

    /// <summary>The larger of two.</summary>
    Max,

    /// <summary>The size of one (<see cref="Atom.X"/>; <see cref="Atom.Y"/> is its negation).</summary>
    Abs,
}

/// <summary>A part of a linear expression that is not linear itself. Its text is its identity.</summary>
internal sealed record Atom(string Text, bool IsReal, AtomKind Kind = AtomKind.Opaque, Linear? X = null, Linear? Y = null)
{
    /// <summary>Where it can lie, of an opaque one that was made so.</summary>
    public Interval Range { get; init; }

    public bool Equals(Atom? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public static Atom Min(Linear x, Linear y) => new($"(ite (<= {x} {y}) {x} {y})", x.IsReal, AtomKind.Min, x, y);

    public static Atom Max(Linear x, Linear y) => new($"(ite (>= {x} {y}) {x} {y})", x.IsReal, AtomKind.Max, x, y);

    public static Atom Abs(Linear x)
    {
        Linear negated = x * -1;
        return new($"(ite (>= {x} {Zero(x)}) {x} {negated})", x.IsReal, AtomKind.Abs, x, negated);
    }

    private static string Zero(Linear like) => like.IsReal ? "0.0" : "0";
}
