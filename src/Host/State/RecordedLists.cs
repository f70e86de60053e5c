using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Host;

/// <summary>Decisions and non-decisions that memory has let go, from the index beside the run's journal; brought up to date when it is asked about what it does not know yet.</summary>
/// <remarks>One caller at a time: see <see cref="HeavyWork"/>. What a stopped call has indexed stays, and the next goes on from there.</remarks>
internal sealed class RecordedLists(string journal) : IDisposable
{
    private JournalIndex? _index;

    /// <summary>The newest decisions of the run that fit, oldest first.</summary>
    /// <param name="query">With <see cref="IndexQuery.Before"/>.</param>
    /// <param name="stop">Ends the indexing.</param>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public IReadOnlyList<IndexedDecision> Decisions(IndexQuery query, CancellationToken stop) => Reaching(query.Before!.Value, static reached => reached.Decisions, stop).Decisions(query).Rows;

    /// <summary>The newest non-decisions of the run that are recorded and fit, oldest first.</summary>
    public IReadOnlyList<IndexedNonDecision> NonDecisions(IndexQuery query, CancellationToken stop) => Reaching(query.Before!.Value, static reached => reached.NonDecisions, stop).NonDecisions(query).Rows;

    public void Dispose() => _index?.Dispose();

    /// <summary>The one after the last that is asked for must be known: then whatever belongs to that one is recorded.</summary>
    private JournalIndex Reaching(long number, Func<(long Decisions, long NonDecisions), long> reached, CancellationToken stop)
    {
        if (_index is null)
        {
            _index = JournalIndex.Open(journal, stop);
        }
        else if (reached(_index.Reached) < number)
        {
            _index.CatchUp(stop);
        }

        return _index;
    }
}
