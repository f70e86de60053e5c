using System.Collections.Frozen;
using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

    /// <summary>Facts of one row are equal: those that agree in the key columns, where there are any.</summary>
    internal sealed class FactsByKey(BoundProgram program) : IEqualityComparer<Fact>
    {
        private FrozenDictionary<string, ImmutableArray<int>> _keys = program.Predicates.ToFrozenDictionary(static p => p.Name, static p => p.Key, StringComparer.Ordinal);

        /// <summary>Takes the keys of predicates that it did not know; those that it knows stay, for rows are kept by them.</summary>
        public void Learn(BoundProgram other)
        {
            if (other.Predicates.Any(p => !_keys.ContainsKey(p.Name)))
            {
                _keys = _keys.Concat(other.Predicates.Where(p => !_keys.ContainsKey(p.Name)).Select(static p => KeyValuePair.Create(p.Name, p.Key))).ToFrozenDictionary(StringComparer.Ordinal);
            }
        }

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
