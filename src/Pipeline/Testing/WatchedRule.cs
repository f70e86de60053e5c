using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What <see cref="DataLint"/> has seen of one rule.</summary>
internal sealed class WatchedRule
{
    /// <summary>A body with more solutions than this is judged by other moments.</summary>
    private const int MostRows = 10_000;

    private readonly BoundQuery _whole;

    /// <summary>The body without the comparisons that only test; null when it has none.</summary>
    private readonly BoundQuery? _open;

    public WatchedRule(BoundRule rule)
    {
        Rule = rule;
        _whole = new BoundQuery(rule.Body, rule.Variables, rule.Span);
        HashSet<int> bound = [.. rule.Body.OfType<BoundAtom>().Where(static a => !a.IsNegated).SelectMany(static a => a.Arguments).OfType<BoundVariable>().Select(static v => v.Slot)];
        BoundLiteral[] open = [.. rule.Body.Where(l => l is not BoundComparison comparison || Binds(comparison, bound))];
        _open = open.Length == rule.Body.Length ? null : new BoundQuery([.. open], rule.Variables, rule.Span);
    }

    public BoundRule Rule { get; }

    public bool HasFired { get; set; }

    public bool HasFilter => _open is not null;

    /// <summary>Whether a comparison failed at some moment where the rest of the body held.</summary>
    public bool WasFiltered { get; private set; }

    /// <summary>Solutions of the rest of the body, over all moments that were looked at.</summary>
    public long Cases { get; private set; }

    public void Sample(RuleSession session)
    {
        if (HasFired && (_open is null || WasFiltered))
        {
            return;
        }

        int held = session.QueryAtMost(_whole, MostRows, default).Count;
        HasFired |= held > 0 && !Rule.Body.IsEmpty;
        if (_open is null || held > MostRows)
        {
            return;
        }

        int cases = session.QueryAtMost(_open, MostRows, default).Count;
        Cases += cases;
        WasFiltered |= cases > held;
    }

    /// <summary>Whether <c>X = expression</c> gives X its value, so that the body needs it.</summary>
    private static bool Binds(BoundComparison comparison, HashSet<int> bound) =>
        comparison.Operator == ComparisonOperator.Equal
        && ((comparison.Left is BoundVariable left && !bound.Contains(left.Slot)) || (comparison.Right is BoundVariable right && !bound.Contains(right.Slot)));
}
