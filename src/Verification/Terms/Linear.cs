using System.Collections.Immutable;
using System.Numerics;

namespace CryptoScalp.Rules.Verification;

/// <summary>An exact linear expression: a constant and coefficients of <see cref="Atom"/>s. Over integers all of them are whole. Immutable.</summary>
internal sealed class Linear
{
    private readonly ImmutableSortedDictionary<string, Term> _terms;
    private string? _text;

    private Linear(bool isReal, Rational constant, ImmutableSortedDictionary<string, Term> terms)
    {
        IsReal = isReal;
        Constant = constant;
        _terms = terms;
    }

    public bool IsReal { get; }

    public Rational Constant { get; }

    public bool IsConstant => _terms.IsEmpty;

    public IEnumerable<Term> Terms => _terms.Values;

    public int Count => _terms.Count;

    public static Linear Of(Rational constant, bool isReal = false) => new(isReal, constant, ImmutableSortedDictionary.Create<string, Term>(StringComparer.Ordinal));

    public static Linear Of(Atom atom) =>
        new(atom.IsReal, 0, ImmutableSortedDictionary.Create<string, Term>(StringComparer.Ordinal).Add(atom.Text, new Term(atom, 1)));

    public static Linear operator +(Linear a, Linear b)
    {
        ImmutableSortedDictionary<string, Term>.Builder terms = a._terms.ToBuilder();
        foreach ((string key, Term term) in b._terms)
        {
            Rational sum = term.Factor + (terms.TryGetValue(key, out Term before) ? before.Factor : 0);
            if (sum.IsZero)
            {
                terms.Remove(key);
            }
            else
            {
                terms[key] = term with { Factor = sum };
            }
        }

        return new Linear(a.IsReal, a.Constant + b.Constant, terms.ToImmutable());
    }

    public static Linear operator -(Linear a, Linear b) => a + (b * -1);

    public static Linear operator *(Linear a, Rational factor) => factor.IsZero
        ? Of(0, a.IsReal)
        : new Linear(a.IsReal, a.Constant * factor, a._terms.ToImmutableSortedDictionary(static t => t.Key, t => t.Value with { Factor = t.Value.Factor * factor }, StringComparer.Ordinal));

    /// <summary>This expression with one atom replaced.</summary>
    public Linear Replace(Atom atom, Linear by) =>
        _terms.TryGetValue(atom.Text, out Term term) ? new Linear(IsReal, Constant, _terms.Remove(atom.Text)) + (by * term.Factor) : this;

    /// <summary>The same over the common denominator of all coefficients, which is positive: for comparisons with 0.</summary>
    public Linear Cleared()
    {
        BigInteger common = Constant.Denominator;
        foreach (Term term in Terms)
        {
            common = common * term.Factor.Denominator / BigInteger.GreatestCommonDivisor(common, term.Factor.Denominator);
        }

        return common.IsOne ? this : this * common;
    }

    /// <summary>SMT-LIB 2 text; equal expressions have one text.</summary>
    public override string ToString() => _text ??= Print();

    private string Print()
    {
        List<string> parts = [.. Terms.Select(t => t.Factor.Equals(1) ? t.Atom.Text : $"(* {t.Factor.ToSmt(IsReal)} {t.Atom.Text})")];
        if (!Constant.IsZero || parts.Count == 0)
        {
            parts.Add(Constant.ToSmt(IsReal));
        }

        return parts.Count == 1 ? parts[0] : $"(+ {string.Join(' ', parts)})";
    }

    /// <summary>A coefficient and what it multiplies.</summary>
    internal readonly record struct Term(Atom Atom, Rational Factor);
}
