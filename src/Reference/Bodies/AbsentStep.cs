using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Reference;

/// <summary>A negated atom: holds when no row matches. Its unbound variables are wildcards and match anything.</summary>
internal sealed class AbsentStep : LiteralStep
{
    private readonly int _predicate;
    private readonly AtomPattern _pattern;
    private readonly Value[] _key;

    public AbsentStep(int predicate, AtomPattern pattern)
    {
        _predicate = predicate;
        _pattern = pattern;
        _key = new Value[pattern.KeyColumns.Length];
    }

    public override void Run(Frame frame)
    {
        Relation relation = frame.Context.Relations[_predicate];
        _pattern.FillKey(frame, _key);
        if (!AnyMatch(relation))
        {
            Next.Run(frame);
        }
    }

    private bool AnyMatch(Relation relation) =>
        _pattern.IsComplete ? relation.Contains(_key)
        : _key.Length == 0 ? relation.Count > 0
        : relation.IndexOn(_pattern.KeyColumns).First(_key) >= 0;
}
