using System.Text.Json;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Cli;

/// <summary>Prints what an evaluation derived: facts and changes sorted by code point of their text, or JSON objects a line.</summary>
internal sealed class EvalPrinter(Terminal terminal, BoundProgram program, RuleSession session, EvalRequest request)
{
    /// <summary>Every derived relation.</summary>
    public void Derived()
    {
        foreach (Fact fact in Sorted(program.Predicates.Where(static p => p.IsDerived || p.IsStored).SelectMany(p => session.Session.FactsOf(p.Name))))
        {
            PrintFact(fact);
        }
    }

    /// <summary>A query of one literal prints facts, a longer one the bindings of its variables.</summary>
    public void Matches(BoundQuery query)
    {
        IReadOnlyList<Value[]> rows = session.Query(query);
        if (query.Literals is [BoundAtom { IsNegated: false } atom])
        {
            foreach (Fact fact in Sorted(rows.Select(r => QueryRows.FactOf(program, atom, r)).Distinct()))
            {
                PrintFact(fact);
            }

            return;
        }

        int[] named = [.. Enumerable.Range(0, query.Variables.Length).Where(i => !query.Variables[i].StartsWith('_'))];
        foreach (string line in SortedLines(rows.Select(r => Bindings(query, named, r)).Distinct()))
        {
            terminal.Out.WriteLine(line);
        }
    }

    /// <summary><c>commit N @time</c> and the derived changes.</summary>
    public void Changes(int number, TransactionResult result)
    {
        if (request.Json)
        {
            PrintChangesJson(number, result);
        }
        else
        {
            Block($"commit {number}", result);
        }
    }

    /// <summary>What a timer changed, as <c>timer @time</c>; one that changed nothing is not printed.</summary>
    public void Timer(TransactionResult result)
    {
        if (request.Json && !result.Derived.IsEmpty)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new { timer = true, at = result.At.Nanoseconds, outcome = result.Outcome.ToString(), changes = Lines(result) }));
        }
        else if (!result.Derived.IsEmpty)
        {
            Block("timer", result);
        }
    }

    private static IEnumerable<string> Lines(TransactionResult result) => SortedLines(result.Derived.Select(static c => c.ToString()));

    private void Block(string header, TransactionResult result)
    {
        terminal.Out.WriteLine($"{header} @{result.At}");
        foreach (string line in SortedLines(result.Derived.Select(static c => $"{c}.")))
        {
            terminal.Out.WriteLine(line);
        }
    }

    /// <summary>Literals that failed on a value are counted and said, never silent.</summary>
    public void Failures(TransactionResult result)
    {
        foreach ((int rule, long count) in result.FailedLiterals)
        {
            BoundRule bound = program.Rules[rule];
            terminal.Error.WriteLine($"{bound.Span}: note: {count} failed literal{(count == 1 ? "" : "s")} in '{bound.Id}' (overflow, division by zero, types that do not go together or a value outside a function's domain)");
        }
    }

    /// <summary>One file a derived relation, tab-separated, in the order of facts.</summary>
    /// <returns>Null when written; otherwise a fact that such a file cannot hold, and nothing was written.</returns>
    public Fact? Write(string folder)
    {
        BoundPredicate[] derived = [.. program.Predicates.Where(static p => p.IsDerived || p.IsStored)];
        if (derived.SelectMany(p => session.Session.FactsOf(p.Name)).FirstOrDefault(static f => !FactRow.Holds(f)) is { } unwritable)
        {
            return unwritable;
        }

        Directory.CreateDirectory(folder);
        foreach (BoundPredicate predicate in derived)
        {
            File.WriteAllText(Path.Combine(folder, predicate.Name + ".facts"), string.Concat(session.Session.FactsOf(predicate.Name).Select(static f => FactRow.Of(f) + "\n")));
        }

        return null;
    }

    private string Bindings(BoundQuery query, int[] slots, Value[] row)
    {
        if (!request.Json)
        {
            return slots.Length == 0 ? "yes" : string.Join(", ", slots.Select(i => $"{query.Variables[i]} = {row[i]}"));
        }

        return JsonSerializer.Serialize(slots.ToDictionary(i => query.Variables[i], i => row[i].ToString()));
    }

    private void PrintFact(Fact fact)
    {
        if (request.Json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new { fact = fact.ToString(), predicate = fact.Predicate, arguments = fact.Arguments.Select(static a => a.ToString()) }));
            return;
        }

        terminal.Out.WriteLine($"{fact}.");
        if (request.Proofs)
        {
            Proof proof = ProofBuilder.Explain(session.Session, program, fact, ProofOptions.Default);
            terminal.Out.Write(ProofText.Render(proof, terminal.Width, terminal.Colour));
            terminal.Out.WriteLine();
        }
    }

    private void PrintChangesJson(int number, TransactionResult result) =>
        terminal.Out.WriteLine(JsonSerializer.Serialize(new
        {
            commit = number,
            at = result.At.Nanoseconds,
            outcome = result.Outcome.ToString(),
            changes = Lines(result),
        }));

    private static IEnumerable<Fact> Sorted(IEnumerable<Fact> facts) =>
        facts.Select(static f => (Fact: f, Text: f + ".")).Order(_byText).Select(static f => f.Fact);

    private static IEnumerable<string> SortedLines(IEnumerable<string> lines) => lines.Order(CodePointComparer.Instance);

    private static readonly Comparer<(Fact Fact, string Text)> _byText =
        Comparer<(Fact Fact, string Text)>.Create(static (a, b) => CodePointComparer.Instance.Compare(a.Text, b.Text));
}
