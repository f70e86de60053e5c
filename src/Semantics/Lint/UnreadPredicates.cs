using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>
/// In a program that decides: a predicate that leads to nothing. A derived one that is declared is taken for an output; a file of declarations
/// without rules offers what it declares; and in a program without decisions everything is an output.
/// </summary>
internal static class UnreadPredicates
{
    public static void Check(LintContext context)
    {
        if (context.Program.Decides.IsEmpty)
        {
            return;
        }

        HashSet<int> read = ReadBy(context.Program);
        HashSet<string> ruled = [.. context.Program.Rules.Select(static r => r.Span.Source.Path)];
        foreach (BoundPredicate predicate in context.Program.Predicates)
        {
            bool isOutput = predicate.IsDeclared && (predicate.IsDerived || !ruled.Contains(predicate.Span.Source.Path));
            if (!isOutput && predicate.View is null && !read.Contains(predicate.Id) && context.Asks(predicate.Span))
            {
                context.Found.Add(Diagnostic.Create(LintDiagnostics.Unread, predicate.Span, predicate.Name) with
                {
                    Help = predicate.IsDerived ? "remove its rules, or declare it when something outside reads it" : "remove the declaration, or look for a misspelt name in the rules",
                });
            }
        }
    }

    private static HashSet<int> ReadBy(BoundProgram program)
    {
        HashSet<int> read = [];
        IEnumerable<BoundLiteral> bodies = program.Rules.SelectMany(static r => r.Body)
            .Concat(program.Invariants.SelectMany(static i => i.Body.Concat(i.Conclusion)))
            .Concat(program.Tests.SelectMany(static t => t.Steps).OfType<BoundTestExpectFact>().SelectMany(static e => e.Query.Literals));
        foreach (BoundAtom atom in bodies.OfType<BoundAtom>().Where(a => a.Predicate < program.Predicates.Length))
        {
            read.Add(atom.Predicate);
            read.Add(program.Predicates[atom.Predicate].View?.Source ?? atom.Predicate);
        }

        read.UnionWith(program.Predicates.SelectMany(static p => p.Promises.Inclusions).Select(static i => i.Predicate));
        foreach (BoundDecide decide in program.Decides)
        {
            read.UnionWith([decide.Candidates, .. decide.Vetoes, .. decide.Caps]);
            read.Add(decide.Require ?? decide.Candidates);
        }

        return read;
    }
}
