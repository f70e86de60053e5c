using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>The answer to "why does this fact hold?": a proof, or the plain statement that it does not hold.</summary>
/// <param name="Fact">The fact asked about.</param>
/// <param name="Proof">Null when the fact does not hold.</param>
/// <param name="Closest">When it does not hold: facts of its predicate that do, those that agree with it in most columns first; at most five.</param>
/// <param name="Total">How many facts of its predicate hold.</param>
public sealed record WhyReport(Fact Fact, Proof? Proof, IReadOnlyList<Fact> Closest, int Total)
{
    private const int MaxClosest = 5;

    public static WhyReport Create(IRuleSession session, BoundProgram program, Fact fact, ProofOptions? options = null)
    {
        if (session.Holds(fact))
        {
            return new WhyReport(fact, ProofBuilder.Explain(session, program, fact, options), [], session.FactsOf(fact.Predicate).Count);
        }

        IReadOnlyList<Fact> facts = session.FactsOf(fact.Predicate);
        return new WhyReport(fact, null, [.. facts.OrderByDescending(f => Agreement(f, fact)).ThenBy(static f => f).Take(MaxClosest)], facts.Count);
    }

    /// <summary>For people.</summary>
    public string ToText(int width = ProofText.DefaultWidth, bool colour = false)
    {
        if (Proof is not null)
        {
            return ProofText.Render(Proof, width, colour);
        }

        List<TextLine> lines = [new(0, Fact.ToString(), "does not hold", LineStyle.Fact)];
        lines.Add(new(1, Total == 0 ? $"no fact of {Fact.Predicate} holds" : $"{Total} fact(s) of {Fact.Predicate} hold; the closest:", "", LineStyle.Heading));
        lines.AddRange(Closest.Select(static f => new TextLine(2, f.ToString(), "", LineStyle.Fact)));
        return new ColumnLayout(width, colour).Render(lines);
    }

    private static int Agreement(Fact candidate, Fact asked)
    {
        int same = 0;
        for (int i = 0; i < Math.Min(candidate.Arguments.Length, asked.Arguments.Length); i++)
        {
            same += candidate.Arguments[i] == asked.Arguments[i] ? 1 : 0;
        }

        return same;
    }
}
