using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Parts a question by the rule that made its first row: a decision, or a row that several rules derive.</summary>
/// <remarks>
/// Every state that breaks a promise has such a row, and some rule made it; so when no rule's part has a state, there is none. The parts are small: a proof
/// about one rule need not carry what was learned about the others. First a survey finds which rules the promise leaves, then each gets a search of its own.
/// The row is met while the promise itself is spelled out, before anything is learned.
/// </remarks>
internal sealed class CaseSplit
{
    private readonly int _predicate;
    private readonly BoundRule? _only;
    private readonly bool _isSurvey;
    private bool _isTaken;

    private CaseSplit(int predicate, BoundRule? only, bool isSurvey)
    {
        _predicate = predicate;
        _only = only;
        _isSurvey = isSurvey;
    }

    /// <summary>With fewer rules than this each is looked at as soon as all of them are.</summary>
    private const int Many = 4;

    /// <summary>The rules that may have made the row, null standing for facts and given rows; only of a survey.</summary>
    public List<BoundRule?> Ways { get; } = [];

    /// <summary>True of a decision that so many rules propose that it pays to try without looking at them.</summary>
    public bool IsDecisionOfMany(VerifiedProgram program) => program.IsDecision(_predicate) && program.RulesOf(program.DecideOf(_predicate).Candidates).Skip(Many - 1).Any();

    /// <summary>True of a survey that found several ways.</summary>
    public bool IsWorthIt => Ways.Count > 1;

    /// <summary>Looks which rules there are and leaves all of them: of a decision in the body, otherwise of its first atom that several rules derive. Null where there is neither.</summary>
    public static CaseSplit? Survey(VerifiedProgram program, BoundInvariant invariant)
    {
        int[] atoms = [.. invariant.Body.OfType<BoundAtom>().Where(static a => !a.IsNegated).Select(static a => a.Predicate)];
        int at = Array.FindIndex(atoms, program.IsDecision);
        at = at >= 0 ? at : Array.FindIndex(atoms, p => program.RulesOf(p).Skip(1).Any());
        return at < 0 ? null : new CaseSplit(atoms[at], null, isSurvey: true);
    }

    /// <summary>Leaves one of the ways that a survey found.</summary>
    public CaseSplit To(BoundRule? way) => new(_predicate, way, isSurvey: false);

    /// <summary>Which rules may make the next row of a predicate. Only the first row is parted: the same one in every part.</summary>
    public Predicate<BoundRule?> Take(int predicate)
    {
        if (_isTaken || predicate != _predicate)
        {
            return static _ => true;
        }

        _isTaken = true;
        return _isSurvey ? Surveyed : rule => rule == _only;
    }

    private bool Surveyed(BoundRule? way)
    {
        Ways.Add(way);
        return true;
    }
}
