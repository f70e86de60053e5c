using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Reads what people ask about: a fact or pattern, <c>decision("BTCUSDT")</c>, or a bare symbol, which asks for its decision.</summary>
public static class QuestionReader
{
    /// <summary>Null, with diagnostics, when the text does not fit the program.</summary>
    /// <param name="program">The program that gives names and types.</param>
    /// <param name="text">What was asked.</param>
    /// <param name="parameterOf">The current value of a parameter; null for the program's own.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <exception cref="ArgumentException">It is not one fact or pattern; the message is fit to be shown.</exception>
    public static Question? Read(BoundProgram program, string text, Func<string, Value?>? parameterOf, DiagnosticBag diagnostics)
    {
        string asked = IsBareWord(text) && program.Decides is [{ } only, ..] ? $"{only.Name}(\"{text}\")" : text;
        QueryTree tree = SyntaxTree.ParseQuery(new SourceText("QUESTION", asked));
        diagnostics.AddRange(tree.Diagnostics);
        if (tree.Diagnostics.Any(static d => d.IsError))
        {
            return null;
        }

        if (tree.Literals is [AtomLiteralSyntax { IsNegated: false, Atom: ApplicationSyntax atom }] && program.Decides.FirstOrDefault(d => d.Name == atom.Name) is { } decide)
        {
            return ReadDecision(program, decide, atom, tree, parameterOf, diagnostics);
        }

        BoundQuery? query = QueryBinder.Bind(program, tree.Literals, tree.Source, diagnostics);
        return query is null ? null : new Question(FactPattern.Of(program, query, parameterOf), null);
    }

    /// <summary>The decision's columns (key, action, size) put into the places that the candidates have them in.</summary>
    private static Question? ReadDecision(
        BoundProgram program, BoundDecide decide, ApplicationSyntax atom, QueryTree tree, Func<string, Value?>? parameterOf, DiagnosticBag diagnostics)
    {
        BoundPredicate candidates = program.Predicates[decide.Candidates];
        int[] columns = [.. decide.Key, decide.ActionColumn, decide.SizeColumn];
        if (atom.Arguments.Count > columns.Length)
        {
            throw new ArgumentException($"{decide.Name} has {columns.Length} columns: {string.Join(", ", columns.Select(c => candidates.Columns[c]))}");
        }

        string[] texts = [.. Enumerable.Repeat("_", candidates.Arity)];
        for (int i = 0; i < atom.Arguments.Count; i++)
        {
            texts[columns[i]] = tree.SpanOf(atom.Arguments[i]).Text;
        }

        QueryTree asCandidate = SyntaxTree.ParseQuery(new SourceText("QUESTION", $"{candidates.Name}({string.Join(", ", texts)})"));
        BoundQuery? query = QueryBinder.Bind(program, asCandidate.Literals, asCandidate.Source, diagnostics);
        return query is null ? null : new Question(FactPattern.Of(program, query, parameterOf), decide);
    }

    /// <summary>A symbol as people type it: no brackets, quotes or slashes.</summary>
    private static bool IsBareWord(string text) => text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
