using System.Collections.Immutable;
using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A program in force or ready to be: its session and its agendas. One thread owns it at a time; a switch hands it over.</summary>
internal sealed class DecidingRules
{
    /// <param name="program">The rules.</param>
    /// <param name="engine">What evaluates them.</param>
    /// <param name="maxCreatedFacts">The budget of a transaction.</param>
    /// <param name="code">Code that versions of the run's rules share.</param>
    public DecidingRules(BoundProgram program, RuleEngineKind engine, long maxCreatedFacts, EmittedCode code)
        : this(program, RuleSession.Start(program, engine, LimitsOf(maxCreatedFacts), options: OptionsOf(code)).Session)
    {
    }

    private DecidingRules(BoundProgram program, IRuleSession session)
    {
        Program = program;
        Rules = TickRules.Over(session, program);
        Agendas = [.. program.Decides.Select((_, i) => new DecisionAgenda(program, i))];
        Measures = FactMeasures.Of(program);
    }

    /// <summary>Rules in the state that they would have had they been told all that others were told: what means the same in both is taken over, not derived again. Null where that cannot be.</summary>
    public static DecidingRules? TryContinue(BoundProgram program, DecidingRules source, long maxCreatedFacts, EmittedCode code) =>
        source.Rules.Session is IncrementalSession session && StateShared.Of(source.Program, program) is { } same
        && IncrementalSession.TryContinue(PlanCompiler.Compile(program), LimitsOf(maxCreatedFacts), session, same, OptionsOf(code)) is { } next
            ? new DecidingRules(program, next) : null;

    /// <summary>As it decides now: other values of its parameters make it another version.</summary>
    public BoundProgram Program { get; private set; }

    public TickRules Rules { get; }

    public DecisionAgenda[] Agendas { get; private set; }

    /// <summary>Feature to unit and window, for proofs.</summary>
    public IReadOnlyDictionary<string, string> Measures { get; }

    /// <summary>By <c>decide</c> statement: what must not be decided again.</summary>
    public ImmutableArray<AgendaMemory> Memory
    {
        get
        {
            ImmutableArray<AgendaMemory>.Builder memory = ImmutableArray.CreateBuilder<AgendaMemory>(Agendas.Length);
            foreach (DecisionAgenda agenda in Agendas)
            {
                memory.Add(agenda.Memory);
            }

            return memory.MoveToImmutable();
        }
    }

    /// <summary>Takes over what other rules decided, by the names of the statements; a statement that was renamed takes the memory that no other claims.</summary>
    public void Adopt(ImmutableArray<AgendaMemory> memories) => Adopt(Agendas, memories);

    /// <inheritdoc cref="Adopt(ImmutableArray{AgendaMemory})"/>
    public static void Adopt(DecisionAgenda[] agendas, ImmutableArray<AgendaMemory> memories)
    {
        if (agendas is [DecisionAgenda only] && memories is [AgendaMemory same])
        {
            only.Adopt(same); // its own, or that of a statement which was renamed
            return;
        }

        List<AgendaMemory> unclaimed = [.. memories.Where(m => !Array.Exists(agendas, a => a.Name == m.Name))];
        foreach (DecisionAgenda agenda in agendas)
        {
            AgendaMemory? own = memories.FirstOrDefault(m => m.Name == agenda.Name) ?? unclaimed.FirstOrDefault();
            unclaimed.Remove(own!);
            agenda.Adopt(own ?? AgendaMemory.Empty(agenda.Name));
        }
    }

    private static SessionLimits LimitsOf(long maxCreatedFacts) => new() { MaxCreatedFacts = maxCreatedFacts };

    /// <summary>A tick must not wait for a compiler. Nobody asks a run which derivations came and went, and remembering them is 7 MB a version, of which the collector would hear.</summary>
    private static SessionOptions OptionsOf(EmittedCode code) => new() { CompilesAhead = true, Code = code, ProvenanceCapacity = 0 };

    /// <summary>Until this time only exits are decided; null for everything.</summary>
    public EventTime? WarmsUntil
    {
        get;
        set
        {
            field = value;
            Array.ForEach(Agendas, agenda => agenda.WarmsUntil = value ?? new EventTime(long.MinValue));
        }
    }

    /// <summary>Goes on with other values of its parameters, from the next transaction on; no rule is compiled.</summary>
    /// <param name="program">The same rules with these values.</param>
    public void SetParams(BoundProgram program)
    {
        foreach (BoundParam param in program.Params)
        {
            Rules.Session.SetParam(param.Name, param.Value);
        }

        ImmutableArray<AgendaMemory> memory = Memory;
        Program = program;
        Agendas = [.. program.Decides.Select((_, i) => new DecisionAgenda(program, i) { WarmsUntil = Agendas[i].WarmsUntil })];
        Adopt(memory);
    }
}
