using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Binds the reasons of an expectation about decisions.</summary>
internal sealed class ReasonBinder(BoundProgram program, BoundDecide decide, ProgramFile file, PredicateTable names, DiagnosticBag diagnostics)
{
    private static readonly string[] Words = ["cap", "cooldown", "held", "lost"];

    /// <summary>The id in a string token when a rule has it; otherwise null with a diagnostic.</summary>
    public static string? RuleId(BoundProgram program, SyntaxToken token, SyntaxTree tree, DiagnosticBag diagnostics)
    {
        string id = QuotedText.DecodeString(token.Text);
        if (program.Rules.Any(r => r.Id == id))
        {
            return id;
        }

        string? near = NameSuggestion.Nearest(id, program.Rules.Select(static r => r.Id));
        diagnostics.Add(Diagnostic.Create(FactDiagnostics.UnknownReason, tree.SpanOf(token), token.Text, "no rule has this id") with
        {
            Help = near is null ? null : $"did you mean \"{near}\"?",
        });
        return null;
    }

    public BoundReason? Bind(TermSyntax reason)
    {
        SourceSpan span = file.Tree.SpanOf(reason);
        switch (reason)
        {
            case LiteralTermSyntax { Token: { Kind: SyntaxKind.String } token }:
                return RuleId(program, token, file.Tree, diagnostics) is { } id ? new BoundReason(ReasonKind.Rule, id, [], span) : null;
            case IdentifierTermSyntax word when Word(word.Name) is { } kind:
                return new BoundReason(kind, word.Name, [], span);
            case ApplicationSyntax atom:
                return Atom(atom, span);
            default:
                return Unknown(span, "write a rule's id in quotes, veto(…), require(…), cooldown, cap, lost or held");
        }
    }

    private static ReasonKind? Word(string word) => Array.IndexOf(Words, word) switch
    {
        0 => ReasonKind.Cap,
        1 => ReasonKind.Cooldown,
        2 => ReasonKind.Held,
        3 => ReasonKind.Lost,
        _ => null,
    };

    private BoundReason? Atom(ApplicationSyntax atom, SourceSpan span)
    {
        string name = names.Qualify(file.Scope, atom.Name);
        BoundPredicate? predicate = program.FindPredicate(name);
        bool isVeto = predicate is not null && decide.Vetoes.Contains(predicate.Id);
        bool isRequirement = predicate is not null && decide.Require == predicate.Id;
        if (predicate is null || !(isVeto || isRequirement))
        {
            return Unknown(span, $"'{name}' is neither a veto nor the requirement of '{decide.Name}'");
        }

        ImmutableArray<BoundType> types = predicate.Types;
        bool mayBeShort = isRequirement && atom.Arguments.Count == decide.Key.Length + 1;
        if (atom.Arguments.Count != types.Length && !mayBeShort)
        {
            diagnostics.Report(FactDiagnostics.FactArity, span, name, PredicateTable.Columns(types.Length), atom.Arguments.Count);
            return null;
        }

        if (!PatternBinder.TryBind(
            atom.Arguments, types, i => $"column {i + 1} ({predicate.Columns[i]}) of '{name}'", file.Tree.Source, diagnostics, out ImmutableArray<Value?> pattern))
        {
            return null;
        }

        return isVeto ? new BoundReason(ReasonKind.Veto, name, pattern, span) : Requirement(pattern, span);
    }

    private BoundReason? Requirement(ImmutableArray<Value?> pattern, SourceSpan span) =>
        pattern[decide.Key.Length] is { Kind: ValueKind.Name } name
            ? new BoundReason(ReasonKind.Requirement, name.AsText, pattern, span)
            : Unknown(span, "name the requirement, as in require(S, /timeframes)");

    private BoundReason? Unknown(SourceSpan span, string why)
    {
        diagnostics.Report(FactDiagnostics.UnknownReason, span, span.Text, why);
        return null;
    }
}
