using System.Collections.Frozen;
using System.Collections.Immutable;
using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Which of the supplied predicates a program reads; nothing else is computed or asserted.</summary>
internal sealed class SuppliedPredicates
{
    private readonly BoundProgram _program;

    public SuppliedPredicates(BoundProgram program)
    {
        _program = program;
        Quote = Reads(program, "quote");
        Price = Reads(program, "price");
        Bar = Reads(program, "bar");
        Feed = Reads(program, "feed");
        Position = Reads(program, "position");
        Holding = Reads(program, "holding");
        Account = Reads(program, "account");
        TradingState = Reads(program, "trading_state");
        Calls = CallsOf(program);
        Models = new WantedModels(program);
        Named = FrozenSet.ToFrozenSet<string>([.. FeatureSchema.Default.Features.Select(static f => f.Name).Where(n => Reads(program, n))], StringComparer.Ordinal);
        HashSet<string> called = [.. Calls.SelectMany(Ticks)];
        Schema = FeatureSchema.Default.Select([.. FeatureSchema.Default.Features.Select(static f => f.Name).Where(n => Named.Contains(n) || called.Contains(n))]);
    }

    public bool Quote { get; }

    public bool Price { get; }

    public bool Bar { get; }

    public bool Feed { get; }

    public bool Position { get; }

    public bool Holding { get; }

    public bool Account { get; }

    public bool TradingState { get; }

    /// <summary>The features of ticks that some rule reads, or some call needs.</summary>
    public FeatureSchema Schema { get; }

    /// <summary>Those that are predicates of their own to some rule.</summary>
    public FrozenSet<string> Named { get; }

    /// <summary>What rules ask for with <c>feature(Sym, call, V)</c>, each once, in the order of their texts.</summary>
    public ImmutableArray<FeatureCall> Calls { get; }

    /// <summary>What rules read of models.</summary>
    public WantedModels Models { get; }

    /// <summary>A row that a model tells.</summary>
    public SuppliedRow ModelRow(string predicate, ScoreOrigin scored, params Value[] key) =>
        new(predicate, IsKeyedBy(predicate, key.Length), RowSource.Model, null, key) { Scored = scored };

    /// <summary>A row of a supplied predicate, with what the program declares of it.</summary>
    public SuppliedRow Row(string predicate, RowSource source, InstrumentFacts? instrument, params Value[] key) =>
        new(predicate, IsKeyedBy(predicate, key.Length), source, instrument, key);

    private bool IsKeyedBy(string predicate, int leading) =>
        _program.FindPredicate(predicate) is { } declared && declared.Key.Length == leading && declared.Key.Max() == leading - 1;

    private static bool Reads(BoundProgram program, string predicate) =>
        program.FindPredicate(predicate) is { } found && Atoms(program, found).Any();

    /// <summary>The atoms that read a predicate, now or in the past.</summary>
    internal static IEnumerable<BoundAtom> Atoms(BoundProgram program, BoundPredicate predicate) =>
        program.Rules.SelectMany(static r => r.Body).OfType<BoundAtom>()
            .Where(a => a.Predicate == predicate.Id || program.Predicates[a.Predicate].View?.Source == predicate.Id);

    private static ImmutableArray<FeatureCall> CallsOf(BoundProgram program)
    {
        if (program.FindPredicate(FeatureCalls.Predicate) is not { Arity: FeatureCalls.Arity } predicate)
        {
            return [];
        }

        SortedDictionary<string, FeatureCall> calls = new(StringComparer.Ordinal);
        foreach (BoundAtom atom in Atoms(program, predicate))
        {
            foreach (BoundConstant constant in atom.Arguments.OfType<BoundConstant>())
            {
                if (constant.Value.Kind == ValueKind.String && FeatureCall.TryParse(constant.Value.AsText, out FeatureCall? call, out _))
                {
                    calls.TryAdd(call.Text, call);
                }
            }
        }

        return [.. calls.Values];
    }

    /// <summary>The features of ticks in a call.</summary>
    private static IEnumerable<string> Ticks(FeatureCall call) => call.Inner.IsEmpty ? [call.Name] : call.Inner.SelectMany(Ticks);
}
