using System.Collections.Frozen;
using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Remembers when each given row was told, and by what. Rows are as many as the session's; a row told again costs no memory. Single-threaded.</summary>
internal sealed class GivenLedger
{
    private readonly Dictionary<Fact, Entry> _rows;

    public GivenLedger(BoundProgram program) => _rows = new Dictionary<Fact, Entry>(new ByKey(program));

    /// <summary>Takes a change of a committed transaction.</summary>
    public void Note(in FactChange change, EventTime at, in FactOrigin origin)
    {
        if (change.Kind == ChangeKind.Assert)
        {
            _rows[change.Fact] = new Entry(at, origin);
        }
        else
        {
            _rows.Remove(change.Fact);
        }
    }

    /// <summary>Null for a fact of the program's text.</summary>
    public EventTime? TimeOf(Fact fact) => _rows.TryGetValue(fact, out Entry entry) ? entry.At : null;

    public FactOrigin OriginOf(Fact fact) => _rows.TryGetValue(fact, out Entry entry) ? entry.Origin : default;

    private readonly record struct Entry(EventTime At, FactOrigin Origin);

    /// <summary>Facts of one row are equal: those that agree in the key columns, where there are any.</summary>
    private sealed class ByKey(BoundProgram program) : IEqualityComparer<Fact>
    {
        private readonly FrozenDictionary<string, ImmutableArray<int>> _keys = program.Predicates.ToFrozenDictionary(static p => p.Name, static p => p.Key, StringComparer.Ordinal);

        public bool Equals(Fact? x, Fact? y)
        {
            if (x is null || y is null || x.Predicate != y.Predicate)
            {
                return ReferenceEquals(x, y);
            }

            ImmutableArray<int> key = _keys[x.Predicate];
            for (int i = 0; i < key.Length; i++)
            {
                if (Column(x, key, i) != Column(y, key, i))
                {
                    return false;
                }
            }

            return !key.IsEmpty || x.Equals(y);
        }

        public int GetHashCode(Fact fact)
        {
            ImmutableArray<int> key = _keys[fact.Predicate];
            if (key.IsEmpty)
            {
                return fact.GetHashCode();
            }

            HashCode hash = default;
            hash.Add(fact.Predicate, StringComparer.Ordinal);
            for (int i = 0; i < key.Length; i++)
            {
                hash.Add(Column(fact, key, i));
            }

            return hash.ToHashCode();
        }

        /// <summary>A retraction may hold the key columns alone.</summary>
        private static Value Column(Fact fact, ImmutableArray<int> key, int i) => fact.Arguments[fact.Arguments.Length == key.Length ? i : key[i]];
    }
}
