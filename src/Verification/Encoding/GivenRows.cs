using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Where rows that no rule derives come from: by default any row that fits the declaration may be given.</summary>
internal class GivenRows(Scene scene)
{
    protected Scene Scene { get; } = scene;

    /// <summary>The row that stands for a given fact which the scene does not hold yet; null where there is none.</summary>
    public virtual Row? Find(Fact fact) => null;

    /// <summary>A truth value that implies that a row with these columns is given; columns without a value get one.</summary>
    public virtual string Row(int predicate, Sym?[] columns)
    {
        BoundPredicate shape = Scene.Program.Predicate(predicate);
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] ??= Scene.Unknown(shape.Types[i], $"{shape.Name}_{shape.Columns[i]}");
        }

        string guard = Scene.Guard(shape.Name);
        Row row = new(predicate, [.. columns!], guard, IsGiven: true);
        GivenPromises.Assert(Scene, shape, row);
        Scene.Add(row);
        return guard;
    }
}
