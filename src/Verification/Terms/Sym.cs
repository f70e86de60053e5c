using System.Collections.Immutable;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>How a value of the language is seen by the solver.</summary>
internal enum SymKind : byte
{
    /// <summary>An integer: <c>/number</c>.</summary>
    Number,

    /// <summary>An integer in units of 1e-8: <c>/dec8</c>.</summary>
    Decimal,

    /// <summary>A real: <c>/float64</c>, with rounding as bounds.</summary>
    Float,

    /// <summary>Nanoseconds.</summary>
    Time,

    /// <summary>Nanoseconds.</summary>
    Duration,

    /// <summary>Anything else as an integer code: names, strings, and values that are not taken apart.</summary>
    Code,
}

/// <summary>A value that the solver chooses.</summary>
internal abstract record Sym
{
    private protected Sym()
    {
    }

    /// <summary>What two values have in common when they are equal, as a truth value.</summary>
    public static string Equal(Sym a, Sym b) => (a, b) switch
    {
        (SymScalar x, SymScalar y) => x.Kind == y.Kind ? Comparing.Compare(ComparisonOperator.Equal, x.Value, y.Value) : Smt.False,
        (SymStruct x, SymStruct y) => Smt.And(x.Fields.Keys.Union(y.Fields.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(f => FieldEqual(x, y, f))),
        _ => Smt.False,
    };

    private static string FieldEqual(SymStruct x, SymStruct y, string name)
    {
        SymField? a = x.Fields.GetValueOrDefault(name), b = y.Fields.GetValueOrDefault(name);
        string here = a?.Present ?? Smt.False, there = b?.Present ?? Smt.False;
        if (a is null || b is null)
        {
            return Smt.Not(a is null ? there : here);
        }

        return Smt.Or(Smt.And(Smt.Not(here), Smt.Not(there)), Smt.And(here, there, Equal(a.Value, b.Value)));
    }
}

/// <summary>A number or a code.</summary>
internal sealed record SymScalar(SymKind Kind, Linear Value) : Sym
{
    public override string ToString() => Value.ToString();
}

/// <summary>A structure, field by field.</summary>
internal sealed record SymStruct(ImmutableSortedDictionary<string, SymField> Fields) : Sym
{
    public override string ToString() => $"{{{string.Join(", ", Fields.Select(static f => $"{f.Key}?{f.Value.Present}: {f.Value.Value}"))}}}";
}

/// <summary>A field that may be absent.</summary>
/// <param name="Present">A truth value.</param>
internal sealed record SymField(string Present, Sym Value);
