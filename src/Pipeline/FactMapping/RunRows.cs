using System.Collections.Immutable;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What the rows of one run have in common, whatever programs come and go: their numbers, and how long they live.</summary>
internal sealed class RunRows
{
    private readonly SortedDictionary<string, RowLife> _lives = new(StringComparer.Ordinal);
    private int _next;

    public int NextNumber() => _next++;

    /// <summary>The life of a predicate's rows, which programs that come later may shorten.</summary>
    public RowLife LifeOf(string predicate, ImmutableArray<BoundProgram> programs)
    {
        if (!_lives.TryGetValue(predicate, out RowLife? life))
        {
            _lives.Add(predicate, life = new RowLife());
            Shorten(predicate, life, programs);
        }

        return life;
    }

    /// <summary>Takes in what these programs declare.</summary>
    public void Shorten(ImmutableArray<BoundProgram> programs)
    {
        foreach ((string predicate, RowLife life) in _lives)
        {
            Shorten(predicate, life, programs);
        }
    }

    private static void Shorten(string predicate, RowLife life, ImmutableArray<BoundProgram> programs)
    {
        foreach (BoundProgram program in programs)
        {
            life.Shorten(program.FindPredicate(predicate)?.TtlNs);
        }
    }
}
