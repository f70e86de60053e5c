using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Cli;

/// <summary>Derives a recorded run again up to a moment and proves the facts that match a pattern.</summary>
internal sealed class FactExplainer(Terminal terminal, string journal)
{
    /// <summary>Matches beyond this are counted, not shown.</summary>
    public const int MaxProofs = 5;

    /// <param name="pattern">A fact or pattern.</param>
    /// <param name="when">As <see cref="JournalEdge.MomentOf"/> takes it.</param>
    /// <param name="format">How it is printed.</param>
    /// <param name="members">Which members of a group are listed.</param>
    public int Explain(string pattern, string? when, OutputFormat format, ListedMembers members) => JournalEdge.Run(terminal, () =>
    {
        RefuseDecision(pattern);
        DiagnosticBag diagnostics = new();
        (JournalRecord? record, EventTime? time) = JournalEdge.MomentOf(journal, when);
        ReplayedRun? run = new RunReplay(journal).To(record, time, RunChange.None, diagnostics)?.Listing(members.InProof);
        BoundQuery? query = run is null ? null : Bind(run.Program, pattern, diagnostics);
        TellDecision(diagnostics, run, pattern);
        return DiagnosticPrinter.Print(terminal, diagnostics.ToSorted(), json: false) && query is not null ? Prove(run!, query, pattern, format, members.Page, proof => new ProofHistory(journal).Of(proof, run!, record, time)) : ExitCode.WrongInput;
    });

    private void TellDecision(DiagnosticBag diagnostics, ReplayedRun? run, string pattern)
    {
        if (diagnostics.HasErrors && run?.Program.Decides.Any(d => pattern.StartsWith(d.Name + "(", StringComparison.Ordinal)) == true)
        {
            terminal.Error.WriteLine($"scalp: a decision is proved by 'scalp explain ID'; 'scalp decisions {journal}' lists them, and 'scalp why-not' says why there is none");
        }
    }

    /// <summary>A bare word or number is no fact: whoever types one asks for a decision or for a symbol.</summary>
    /// <exception cref="WrongCallException">It is one.</exception>
    private static void RefuseDecision(string pattern)
    {
        if (pattern.TrimStart('#') is { Length: > 0 } word && word.All(char.IsAsciiLetterOrDigit))
        {
            throw new WrongCallException($"why proves a fact, for example 'veto(\"BTCUSDT\", R)'; 'scalp explain {pattern}' shows a decision, and 'scalp why-not {pattern}' says why there was none of a symbol");
        }
    }

    private static BoundQuery? Bind(BoundProgram program, string pattern, DiagnosticBag diagnostics)
    {
        QueryTree query = SyntaxTree.ParseQuery(new SourceText("FACT", pattern));
        diagnostics.AddRange(query.Diagnostics);
        return query.Diagnostics.Any(static d => d.IsError) ? null : QueryBinder.Bind(program, query.Literals, query.Source, diagnostics);
    }

    /// <summary>The prices of the fact's symbol: the first text among its columns that the journal has quotes of.</summary>
    private PriceTrail? Trail(ReplayedRun run, Fact fact, OutputFormat format) => format == OutputFormat.Html
        ? fact.Arguments.Where(static v => v.Kind == ValueKind.String).Select(v => new PriceTrailReader(journal).Read(v.AsText, run.At)).FirstOrDefault(static t => t is not null)
        : null;

    private int Prove(ReplayedRun run, BoundQuery query, string pattern, OutputFormat format, MemberRange? range, Func<Proof, ProofPast> pastOf)
    {
        if (query.Literals is not [BoundAtom { IsNegated: false } atom])
        {
            throw new WrongCallException("why takes one fact or pattern, for example 'veto(\"BTCUSDT\", R)'");
        }

        Fact[] facts = [.. run.Query(query).Select(r => QueryRows.FactOf(run.Program, atom, r)).Distinct().Order()];
        if (facts.Length == 0)
        {
            terminal.Out.WriteLine($"{pattern} did not hold at {Moment.Format(run.At)}");
            terminal.Error.WriteLine("scalp: 'scalp why-not' says why");
            return ExitCode.WrongInput;
        }

        // A page is one document: two of them after another would be none.
        int shown = format == OutputFormat.Text || format == OutputFormat.Json ? MaxProofs : 1;
        foreach (Fact fact in facts.Take(shown))
        {
            Proof proof = ProofBuilder.Explain(run.Session, run.Program, fact, run.Proofs);
            MemberPage? page = range is { } members ? MemberPages.Of(run.Session, run.Program, fact, members, run.Proofs) : null;
            ExplanationPrinter.Print(terminal, Explanation.Of(proof, pastOf(proof), page), format, Trail(run, fact, format));
        }

        TellMore(terminal, facts.Length - shown);
        return ExitCode.Fine;
    }

    /// <summary>Says how many facts match beside those shown.</summary>
    public static void TellMore(Terminal terminal, int more)
    {
        if (more > 0)
        {
            terminal.Error.WriteLine($"({more} more facts match)");
        }
    }
}
