using System.Text.Json;
using System.Text.RegularExpressions;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>Charts as the real Mermaid draws them: every label says what the line says, whatever stands in it.</summary>
public sealed partial class ChartTests
{
    /// <summary>What Mermaid, Markdown, HTML or CSS could take for their own.</summary>
    private static readonly string[] _odd =
    [
        "end", "subgraph x", "graph TD", "%% comment", "#35;", "#quot;", "&amp;", "<b>bold</b>", "</script>", "1. one", "12. twelve", "- dash", "+ plus", "* star", "*a* **b** _c_ __d__ ~~e~~", "# head",
        "> quote", "`code`", "a\"b\"c", "]) --> z[(", "x -->|y| z", "style:#1;", "order_style:{/a: 1}", "classDef fill:#f00;", "click n0 href \"x\"", "漢字😀 é", "fa:fa-car", "$$x^2$$", "$x$", "a\\nb\\\"", "@{ shape: x }",
        "link https://example.com x", "a  b", "e\u0301", "(", "===", "---",
    ];

    private static readonly string _long = string.Join(' ', Enumerable.Range(0, 400).Select(static i => $"word{i}"));

    [MermaidFact]
    public async Task Mermaid_reads_and_draws_what_every_chart_says()
    {
        await using Page page = await Page.Open("<!DOCTYPE html><title>m</title><body></body>");
        await page.Evaluate(await File.ReadAllTextAsync(MermaidFactAttribute.Script) + "; mermaid.initialize({ startOnLoad: false }); 1");
        foreach ((string name, Explanation explanation) in Charts())
        {
            string chart = JsonSerializer.Serialize(explanation.ToMermaid());
            Assert.Equal("flowchart-v2", (await page.Evaluate($"mermaid.parse({chart}).then(r => r.diagramType)"))!.GetValue<string>());
            string[] drawn = JsonSerializer.Deserialize<string[]>((await page.Evaluate(Drawn(chart)))!.GetValue<string>())!;
            string[] lines = [.. explanation.Lines.Select(static l => Cut(l.Text) + Cut(l.Note))];
            int shown = drawn.Length > 0 && drawn[^1].EndsWith("lines are not drawn", StringComparison.Ordinal) ? drawn.Length - 1 : drawn.Length;
            Assert.True(shown == lines.Length || shown < drawn.Length, $"{name}: {shown} of {lines.Length} lines, and nothing is said of the others");
            Assert.Empty(Enumerable.Range(0, shown).Where(i => lines[i] != drawn[i]).Select(i => $"{name}, line {i}:\n{lines[i]}\n{drawn[i]}"));
        }
    }

    [MermaidFact]
    public async Task Mermaid_would_notice()
    {
        await using Page page = await Page.Open("<!DOCTYPE html><title>m</title><body></body>");
        await page.Evaluate(await File.ReadAllTextAsync(MermaidFactAttribute.Script) + "; 1");
        await Assert.ThrowsAsync<InvalidOperationException>(() => page.Evaluate("mermaid.parse('flowchart LR\\n n0[\"a\"b\"]')"));
    }

    [Fact]
    public void Charts_keep_to_a_strict_syntax_of_their_own()
    {
        foreach ((string name, Explanation explanation) in Charts())
        {
            string chart = explanation.ToMermaid();
            Assert.True(Chart().IsMatch(chart), name);
            Assert.DoesNotContain("style", chart, StringComparison.Ordinal); // read by Mermaid before it looks for quotes, as is classDef
        }
    }

    [Fact]
    public void A_chart_is_no_larger_than_Mermaid_takes()
    {
        Explanation large = Group(2_000, _long);

        Assert.InRange(large.ToMermaid().Length, 20_000, 50_000);
        Assert.Contains("more lines are not drawn", large.ToMermaid(), StringComparison.Ordinal);
    }

    internal static IEnumerable<(string Name, Explanation Explanation)> Charts()
    {
        Desk desk = new(Desk.Trading);
        AgendaResult result = desk.Decide();
        DecisionProof decision = DecisionProofBuilder.Explain(desk.Session, desk.Program, result.Emitted.First(), result);
        ProofPast past = new(new EventTime(9)) { Absences = [new AbsenceSpan("halted(\"BTCUSDT\", _)", new EventTime(3), "halted(\"BTCUSDT\", /news)")] };
        yield return ("a decision with absences and a contest", Explanation.Of(decision, past));
        yield return ("a non-decision", Explanation.Of(DecisionProofBuilder.Explain(desk.Session, desk.Program, "decision", result.NonDecisions[0], result)));
        yield return ("an aggregate", Explanation.Of(ProofBuilder.Explain(desk.Session, desk.Program, desk.Session.FactsOf("cluster")[0])));
        yield return ("an aggregate of many", Group(500, "x"));
        yield return ("very long texts", Group(500, _long));
        yield return ("a what-if", WhatIfOf(desk));
        yield return ("odd names", Odd());
        yield return ("a why-not of odd names", WhyNotOfOdd());
    }

    /// <summary>A sum over facts with a text.</summary>
    private static Explanation Group(int members, string text)
    {
        Desk desk = new($"{string.Concat(Enumerable.Range(0, members).Select(i => $"amount(\"{text} {i}\", {i}).\n"))}total(N) :- amount(_, X) |> do fn:group_by(), let N = fn:sum(X).");
        return Explanation.Of(ProofBuilder.Explain(desk.Session, desk.Program, desk.One("total"), new ProofOptions { MaxMembers = members }));
    }

    private static Explanation WhatIfOf(Desk before)
    {
        Desk after = new(Desk.Trading);
        after.Session.SetParam("min_edge", Value.Float64(5));
        after.Session.Commit(EventTime.Zero, []);
        return Explanation.Of(WhatIf.Compare(new(before.Session, before.Program, [before.Decide()]), new(after.Session, after.Program, [after.Decide()]), ["param min_edge = 5.0", .. _odd]));
    }

    /// <summary>Odd names as facts, ids of rules, doc comments and candidates of one contest.</summary>
    private static Explanation Odd()
    {
        string facts = string.Concat(_odd.Select(static o => $"seen({Value.String(o)}).\n"));
        string rules = string.Concat(_odd.Select(static (o, i) => $"/// {o.Replace("\n", " ", StringComparison.Ordinal)}\n#[id({Value.String($"{o}{i}")}), priority({i}), class(/entry)]\npropose(\"S\", {{/kind: /long, /of: T}}, 1.0) :- seen(T), T = {Value.String(o)}, !struck({Value.String(o)}).\n"));
        Desk desk = new($"{facts}{rules}struck(X) :- seen(X), X = \"nothing\".\nveto(S, X) :- struck(X), S = \"S\".\none(\"S\").\nrequire(S, /timeframes) :- one(S).\ncap(S, L) :- one(S), L = 1.0.\n", "rules/my style:#1/end.rules");
        AgendaResult result = desk.Decide();
        return Explanation.Of(DecisionProofBuilder.Explain(desk.Session, desk.Program, result.Emitted.First(), result));
    }

    private static Explanation WhyNotOfOdd()
    {
        Desk desk = new($"param least = 0.5.\n#[id(\"odd style:#\")]\ngood(S) :- seen(S), !bad(S, _), v(S, X), X > least.\n{string.Concat(_odd.Select(static o => $"seen({Value.String(o)}).\nbad({Value.String(o)}, /x).\nv({Value.String(o)}, 0.25).\n"))}");
        return Explanation.Of(WhyNotTests.OfFact(desk, new Fact("good", Value.String("end"))));
    }

    /// <summary>Draws a chart and takes the texts of its nodes in the order of their numbers, without white space, which a browser lays out anew.</summary>
    private static string Drawn(string chart) => $$"""
        mermaid.render('drawn', {{chart}}).then(r => {
          document.body.innerHTML = r.svg;
          const number = n => { const m = /-n(\d+)-/.exec(n.id); return m ? +m[1] : 1e9; };
          return JSON.stringify([...document.querySelectorAll('g.node')].sort((a, b) => number(a) - number(b)).map((n, i) => number(n) === 1e9 ? n.textContent.trim() : n.textContent.replace(/\s+/g, '')));
        })
        """;

    /// <summary>What a label has of a text, without white space.</summary>
    private static string Cut(string text) => WhiteSpace().Replace(text.Length <= 500 ? text : $"{text[..500]}… ({text.Length - 500} more characters)", "");

    [GeneratedRegex("""\Aflowchart LR\n(  (n\d+\["(?!classDef)([\p{L}\p{M}\p{N} ,.:+\-/=_()]|#\d+;|\n(?! ))*"\]:::[a-z]+|n\d+ --> n\d+|more\["\d+ more lines are not drawn"\]:::note|classDef [a-z]+ [a-z0-9#,:\-]+)\n)*\z""")]
    private static partial Regex Chart();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
