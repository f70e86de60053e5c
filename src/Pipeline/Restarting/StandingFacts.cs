using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>The given rows that stand at the end of a past, with their stories. Single-threaded.</summary>
internal sealed class StandingFacts(BoundProgram program)
{
    private readonly Dictionary<Fact, (Fact Row, RowStory Story)> _rows = new(new FactsByKey(program));

    public void Note(FactChange change, RowStory story)
    {
        if (change.Kind == ChangeKind.Assert)
        {
            _rows[change.Fact] = (change.Fact, story);
        }
        else
        {
            _rows.Remove(change.Fact);
        }
    }

    /// <summary>In the order in which they were told; those of one moment by their text.</summary>
    public IEnumerable<(Fact Row, RowStory Story)> InOrder() =>
        _rows.Values.OrderBy(static r => r.Story.At).ThenBy(static r => r.Row.ToString(), StringComparer.Ordinal);
}
