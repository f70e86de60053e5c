using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Unites types and gathers evidence; a conflict is reported once, at the place where the two sides meet.</summary>
internal sealed class TypeSolver(DiagnosticBag diagnostics)
{
    /// <summary>Both must have the same type.</summary>
    public void Unify(TypeNode left, TypeNode right, UnifySite site)
    {
        TypeNode a = left.Root, b = right.Root;
        if (ReferenceEquals(a, b))
        {
            return;
        }

        Reconcile(a, b, site);
        a.Absorb(b);
    }

    /// <summary>The type is known here.</summary>
    public void Add(TypeNode node, TypeEvidence evidence, UnifySite site)
    {
        if (TypeKinds.KindOf(evidence.Type) is TypeKind.Any)
        {
            return;
        }

        TypeNode other = new() { IsFaulty = evidence.Type.Kind == TypeKind.Error };
        if (!other.IsFaulty)
        {
            other.Note(evidence);
        }

        Unify(node, other, site);
    }

    /// <summary>A number without a type of its own is written here.</summary>
    public void AddLiteral(TypeNode node, bool isFraction, UnifySite site)
    {
        TypeNode other = new();
        if (isFraction)
        {
            other.FractionLiteral = site.Span;
        }
        else
        {
            other.WholeLiteral = site.Span;
        }

        Unify(node, other, site);
    }

    public void MarkFaulty(TypeNode node) => node.Root.IsFaulty = true;

    private void Reconcile(TypeNode a, TypeNode b, UnifySite site)
    {
        if (a.IsFaulty || b.IsFaulty || a.IsMixed || b.IsMixed)
        {
            return;
        }

        TypeKind? left = a.Kind, right = b.Kind;
        if (left is { } x && right is { } y)
        {
            ReconcileKinds(a, x, b, y, site);
        }
        else if (left is { } known)
        {
            ReconcileLiteral(a, known, b, site);
        }
        else if (right is { } other)
        {
            ReconcileLiteral(b, other, a, site);
        }
    }

    private void ReconcileKinds(TypeNode a, TypeKind x, TypeNode b, TypeKind y, UnifySite site)
    {
        if (x == y)
        {
            ReconcileFraction(a, b, x, site);
            return;
        }

        TypeEvidence left = a.Evidence[0], right = b.Evidence[0];
        bool bothNumeric = TypeKinds.IsNumeric(x) && TypeKinds.IsNumeric(y);
        if (!bothNumeric && MayMix(a, b, site, left.IsDeclared || right.IsDeclared))
        {
            a.IsMixed = true;
            return;
        }

        a.IsFaulty = true;
        diagnostics.Add(Diagnostic.Create(
            bothNumeric ? TypeDiagnostics.MixedNumbers : TypeDiagnostics.Clash, site.Span, site.What, left.Type, right.Type) with
        {
            Related = InOrder(new(left.Span, left.Label), new(right.Span, right.Label)),
            Help = bothNumeric ? ConversionHelp(x, y) : null,
        });
    }

    /// <summary>A fraction written for one side and a /number on the other.</summary>
    private void ReconcileFraction(TypeNode a, TypeNode b, TypeKind kind, UnifySite site)
    {
        SourceSpan? fraction = a.FractionLiteral ?? b.FractionLiteral;
        if (kind == TypeKind.Number && fraction is { } span)
        {
            ReportLiteral(a, a.Evidence[0], span, site);
        }
    }

    private void ReconcileLiteral(TypeNode typed, TypeKind kind, TypeNode open, UnifySite site)
    {
        SourceSpan? literal = kind == TypeKind.Number ? open.FractionLiteral : open.FractionLiteral ?? open.WholeLiteral;
        bool fits = literal is null || kind is TypeKind.Float64 or TypeKind.Dec8 or TypeKind.Any;
        if (fits)
        {
            return;
        }

        TypeEvidence evidence = typed.Evidence[0];
        if (!TypeKinds.IsNumeric(kind) && MayMix(typed, open, site, evidence.IsDeclared))
        {
            typed.IsMixed = true;
            return;
        }

        ReportLiteral(typed, evidence, literal!.Value, site);
    }

    private void ReportLiteral(TypeNode typed, TypeEvidence evidence, SourceSpan literal, UnifySite site)
    {
        typed.IsFaulty = true;
        bool isFractionOfNumber = evidence.Type.Kind == TypeKind.Number;
        ImmutableArray<RelatedSpan> related = literal == site.Span || site.Span == evidence.Span
            ? [new(evidence.Span, evidence.Label)]
            : InOrder(new(evidence.Span, evidence.Label), new(site.Span, "they meet here"));
        diagnostics.Add(Diagnostic.Create(
            isFractionOfNumber ? TypeDiagnostics.FractionForNumber : TypeDiagnostics.LiteralClash, literal, literal.Text, evidence.Type, site.What) with
        {
            Related = related,
            Help = isFractionOfNumber ? "write a whole number, or declare the column /float64 or /dec8" : NumericTypeHelp(evidence.Type),
        });
    }

    /// <summary>Only undeclared columns may hold several kinds of value, and only while no declaration speaks against it.</summary>
    private static bool MayMix(TypeNode a, TypeNode b, UnifySite site, bool isDeclared) =>
        site.AllowsMixture && !isDeclared && (a.IsColumn || b.IsColumn) && !a.IsNumeric && !b.IsNumeric;

    private static ImmutableArray<RelatedSpan> InOrder(RelatedSpan one, RelatedSpan two)
    {
        int order = string.CompareOrdinal(one.Span.Source.Name, two.Span.Source.Name);
        order = order != 0 ? order : one.Span.Span.Start.CompareTo(two.Span.Span.Start);
        return order <= 0 ? [one, two] : [two, one];
    }

    /// <summary><c>/int</c>, <c>/double</c>, <c>/decimal</c> are prefixes of names here: whoever writes a number for one meant another type.</summary>
    private static string? NumericTypeHelp(BoundType type) => type is { Kind: TypeKind.Name, Prefix: { } prefix }
        ? $"{prefix} stands for names below {prefix}; the types of numbers are /number, /float64 and /dec8"
        : null;

    private static string ConversionHelp(TypeKind x, TypeKind y)
    {
        string target = x == TypeKind.Float64 || y == TypeKind.Float64 ? "to_float64" : "to_dec8";
        return $"types are never mixed silently: convert one side, for example with {target}(…)";
    }
}
