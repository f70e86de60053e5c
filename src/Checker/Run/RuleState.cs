using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>What holds at the moment of a record, and all that rules derive from it: by the reference evaluator, from scratch, for a run that others made.</summary>
internal sealed class RuleState(BoundProgram program, FollowedSession session)
{
    public BoundProgram Program => program;

    /// <summary>What holds, what was told, what was stored, and how.</summary>
    public FollowedSession Session => session;

    /// <summary>With the parameters and the time of the moment.</summary>
    public Expressions Expressions { get; } = new([.. program.Params.Select((_, i) => session.ParamOf(i))], session.Now);

    /// <summary>Reads a fact's canonical text, also that of a view's row, which no parser reads.</summary>
    /// <exception cref="CheckFault">It is neither.</exception>
    public Fact Read(string text, NodeBook book, string node) =>
        program.Predicates.FirstOrDefault(p => p.View is not null && text.StartsWith(p.Name + "(", StringComparison.Ordinal)) is { } view
        && session.FactsOf(view.Id).FirstOrDefault(f => f.ToString() == text) is { } row ? row : book.Fact(text, node);

    /// <summary>Every way in which a rule derives something, or those that rest on given premises.</summary>
    public IReadOnlyList<Derivation> DerivationsBy(BoundRule rule, IReadOnlyList<Fact>? premises = null) =>
        session.DerivationsBy(rule, premises) ?? throw new CheckFault("", "program", "the rules derive more than the checker may look at");
}
