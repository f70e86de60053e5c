using System.Collections.Frozen;
using System.Collections.Immutable;
using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Which of the supplied predicates a program reads; nothing else is computed or asserted.</summary>
internal sealed class SuppliedPredicates
{
    private readonly ImmutableArray<BoundProgram> _programs;
    private readonly RunRows _rows;

    public SuppliedPredicates(BoundProgram program)
        : this([program], new RunRows())
    {
    }

    private SuppliedPredicates(ImmutableArray<BoundProgram> programs, RunRows rows)
    {
        (_programs, _rows) = (programs, rows);
        rows.Shorten(programs);
        Quote = Reads("quote");
        Price = Reads("price");
        Bar = Reads("bar");
        Feed = Reads("feed");
        Position = Reads("position");
        Holding = Reads("holding");
        Account = Reads("account");
        TradingState = Reads("trading_state");
        Calls = [.. programs.SelectMany(static p => CallsOf(p)).DistinctBy(static c => c.Text).OrderBy(static c => c.Text, StringComparer.Ordinal)];
        Models = new WantedModels(programs.AsSpan());
        Named = FrozenSet.ToFrozenSet<string>([.. FeatureSchema.Default.Features.Select(static f => f.Name).Where(Reads)], StringComparer.Ordinal);
        Schema = SchemaFor(Named, Calls);
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
        new(_rows.NextNumber(), predicate, IsKeyedBy(predicate, key.Length), RowSource.Model, null, key) { Scored = scored };

    /// <summary>A row of a supplied predicate, with what the program declares of it.</summary>
    public SuppliedRow Row(string predicate, RowSource source, InstrumentFacts? instrument, params Value[] key) =>
        new(_rows.NextNumber(), predicate, IsKeyedBy(predicate, key.Length), source, instrument, key) { Life = _rows.LifeOf(predicate, _programs) };

    /// <summary>A row that an earlier run told: its key are the leading columns where the program declares such a key, otherwise all.</summary>
    public SuppliedRow EarlierRow(Fact fact)
    {
        int leading = Declared(fact.Predicate)?.Key.Length is > 0 and int columns && IsKeyedBy(fact.Predicate, columns) ? columns : fact.Arguments.Length;
        return new SuppliedRow(_rows.NextNumber(), fact.Predicate, IsKeyedBy(fact.Predicate, leading), RowSource.EarlierRun, null, fact.Arguments.AsSpan()[..leading].ToArray()) { Life = _rows.LifeOf(fact.Predicate, _programs) };
    }

    /// <summary>True when all that others read is among what these read.</summary>
    public bool Covers(SuppliedPredicates others) =>
        Covers(Flags, others.Flags) && others.Named.IsSubsetOf(Named) && others.Calls.All(call => Calls.Any(own => own.Text == call.Text));

    /// <summary>What these programs and another one read.</summary>
    public SuppliedPredicates With(BoundProgram program) => new([.. _programs, program], _rows);

    /// <summary>Takes in for how long a program lets rows live that these tell already.</summary>
    public void Shorten(BoundProgram program) => _rows.Shorten([program]);

    /// <summary>The features of ticks that these need: as predicates of their own, or inside calls.</summary>
    public static FeatureSchema SchemaFor(IReadOnlySet<string> named, IEnumerable<FeatureCall> calls)
    {
        HashSet<string> called = [.. calls.SelectMany(Ticks)];
        return FeatureSchema.Default.Select([.. FeatureSchema.Default.Features.Select(static f => f.Name).Where(n => named.Contains(n) || called.Contains(n))]);
    }

    private ReadOnlySpan<bool> Flags => new[] { Quote, Price, Bar, Feed, Position, Holding, Account, TradingState };

    private static bool Covers(ReadOnlySpan<bool> own, ReadOnlySpan<bool> others)
    {
        for (int i = 0; i < own.Length; i++)
        {
            if (others[i] && !own[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>As the first program that knows it declares it.</summary>
    private BoundPredicate? Declared(string predicate) => _programs.Select(p => p.FindPredicate(predicate)).FirstOrDefault(static p => p is not null);

    private bool IsKeyedBy(string predicate, int leading) =>
        Declared(predicate) is { } declared && declared.Key.Length == leading && leading > 0 && declared.Key.Max() == leading - 1;

    private bool Reads(string predicate) => _programs.Any(program => program.FindPredicate(predicate) is { } found && Atoms(program, found).Any());

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
