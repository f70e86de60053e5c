using System.Globalization;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Checker;

/// <summary>What holds at the moment of a record, and all that rules derive from it: by the reference evaluator, from scratch, for a run that others made.</summary>
internal sealed class RuleState(BoundProgram program, FollowedSession session)
{
    public BoundProgram Program => program;

    /// <summary>With the parameters and the time of the moment.</summary>
    public Expressions Expressions { get; } = new([.. program.Params.Select((_, i) => session.ParamOf(i))], session.Now);

    public bool Holds(Fact fact) => session.Holds(fact);

    public IReadOnlyList<Fact> FactsOf(int predicate) => session.FactsOf(predicate);

    /// <summary>How a row from outside came to be; null for any other fact.</summary>
    public ToldFact? ToldOf(Fact fact) => session.ToldOf(fact);

    /// <summary>Every way in which rules stored a row; empty for any other fact.</summary>
    public IReadOnlyList<Derivation> StoredBy(Fact fact) => session.StoredBy(fact);

    /// <summary>The moment at which a row was stored, as proofs say it.</summary>
    public static string Words(StoredOrigin at) => string.Create(CultureInfo.InvariantCulture, $"at {at.At}, transaction {at.Sequence}, step {at.Step}");

    /// <summary>What a row of a view stands for, as the origin of its node says it; null for any other fact.</summary>
    public string? PastOf(Fact fact) => session.IntervalOf(fact) switch
    {
        null => null,
        { To: null } held => $"has held since {held.From}",
        { } held when held.To == held.From => $"happened at {held.From}",
        { } held => $"held from {held.From} until {held.To}",
    };

    /// <summary>A view's row by its text, which no parser reads; null when there is none.</summary>
    public Fact? RowOfView(string text) => program.Predicates.FirstOrDefault(p => p.View is not null && text.StartsWith(p.Name + "(", StringComparison.Ordinal)) is { } view
        ? FactsOf(view.Id).FirstOrDefault(f => f.ToString() == text) : null;

    /// <summary>Every way in which a rule derives something, or those that rest on given premises.</summary>
    public IReadOnlyList<Derivation> DerivationsBy(BoundRule rule, IReadOnlyList<Fact>? premises = null) =>
        session.DerivationsBy(rule, premises) ?? throw new CheckFault("", "program", "the rules derive more than the checker may look at");

    /// <summary>The literal that fails for these premises; null when none is reached.</summary>
    public BoundLiteral? FailingLiteral(BoundRule rule, IReadOnlyList<Fact> premises) => session.FailingLiteral(rule, premises);
}
