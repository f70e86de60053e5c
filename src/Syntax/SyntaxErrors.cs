using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>Collects the faults of one text, at most <see cref="Limit"/> of them, and remembers which tokens are already known to be faulty.</summary>
internal sealed class SyntaxErrors(SourceText source)
{
    /// <summary>More faults than this are counted by one closing diagnostic: a binary file must not fill the memory.</summary>
    public const int Limit = 1000;

    private readonly DiagnosticBag _bag = new();
    private readonly HashSet<int> _faultyTokens = [];

    public SourceText Source { get; } = source;

    public void Report(DiagnosticDescriptor descriptor, TextSpan span, string? help, params object[] arguments)
    {
        if (_bag.Count > Limit)
        {
            return;
        }

        SourceSpan place = new(Source, span);
        _bag.Add(_bag.Count == Limit
            ? Diagnostic.Create(SyntaxDiagnostics.TooManyErrors, place, Limit)
            : Diagnostic.Create(descriptor, place, arguments) with { Help = help });
    }

    /// <summary>A fault inside the token that starts at <paramref name="tokenStart"/>; the parser then adds no follow-up about that place.</summary>
    public void ReportToken(DiagnosticDescriptor descriptor, int tokenStart, TextSpan span, string? help, params object[] arguments)
    {
        _faultyTokens.Add(tokenStart);
        Report(descriptor, span, help, arguments);
    }

    public bool IsFaulty(int tokenStart) => _faultyTokens.Contains(tokenStart);

    public ImmutableArray<Diagnostic> ToSorted() => _bag.ToSorted();
}
