using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>
/// Leaves out what only follows from a fault of syntax: once a clause or a step is broken, what its pieces seem to mean is guesswork, and one fault
/// should cost one message. What lies in other clauses stays.
/// </summary>
internal static class FollowUps
{
    public static ImmutableArray<Diagnostic> Without(ImmutableArray<Diagnostic> found, ImmutableArray<ProgramFile> files)
    {
        List<SourceSpan> broken = [.. files.SelectMany(Broken)];
        return broken.Count == 0 ? found : [.. found.Where(d => IsSyntax(d) || !Places(d).Any(p => broken.Exists(b => Holds(b, p))))];
    }

    private static IEnumerable<SourceSpan> Broken(ProgramFile file)
    {
        SyntaxTree tree = file.Tree;
        TextSpan[] errors = [.. tree.Diagnostics.Where(static d => d is { IsError: true, Span: not null }).Select(static d => d.Span!.Value.Span)];
        return errors.Length == 0 ? [] : tree.Root.Items.SelectMany(Parts).Where(p => Array.Exists(errors, e => e.Start >= p.Start && e.Start <= p.End)).Select(p => new SourceSpan(tree.Source, p));
    }

    /// <summary>What can be broken alone: an item, or a step of a test. A header in the wrong place says what it says all the same.</summary>
    private static IEnumerable<TextSpan> Parts(ItemSyntax item) => item switch
    {
        TestSyntax test => test.Steps.Select(static s => s.Span),
        PackageSyntax or UseSyntax => [],
        _ => [item.Span],
    };

    private static bool IsSyntax(Diagnostic diagnostic) => diagnostic.Code.StartsWith("CSR1", StringComparison.Ordinal);

    private static IEnumerable<SourceSpan> Places(Diagnostic diagnostic) =>
        diagnostic.Related.Select(static r => r.Span).Concat(diagnostic.Span is { } span ? [span] : []);

    private static bool Holds(SourceSpan part, SourceSpan place) =>
        ReferenceEquals(part.Source, place.Source) && place.Span.Start >= part.Span.Start && place.Span.Start < part.Span.End;
}
