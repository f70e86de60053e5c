using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs;

/// <summary>What can go wrong with a change of rules. One page each in <c>docs/diagnostics</c>. The rules in force are never touched by any of it.</summary>
public static class PackDiagnostics
{
    public static readonly DiagnosticDescriptor GateRefused = new(
        "CSR7201", DiagnosticSeverity.Error, "The gate refused a pack", "pack {0} was refused at the step '{1}': {2}; {3} goes on");

    public static readonly DiagnosticDescriptor NoSuchVersion = new(
        "CSR7202", DiagnosticSeverity.Error, "There is no pack of this version", "no pack has a version that starts with '{0}'; there are {1}");

    public static readonly DiagnosticDescriptor AmbiguousVersion = new(
        "CSR7203", DiagnosticSeverity.Error, "Several packs have a version that starts so", "'{0}' is the start of several versions: {1}");

    public static readonly DiagnosticDescriptor NotReady = new(
        "CSR7204", DiagnosticSeverity.Error, "A pack is not ready for what was asked", "pack {0} is {1}; only a pack that is {2} can be {3}");

    public static readonly DiagnosticDescriptor ComparedWithOther = new(
        "CSR7205", DiagnosticSeverity.Error, "Other rules came into force since the gate compared", "pack {0} was compared with {1}, but {2} is in force now: stage it again and look at the differences");

    public static readonly DiagnosticDescriptor NothingBefore = new(
        "CSR7206", DiagnosticSeverity.Error, "There is nothing to roll back to", "{0} has been in force since the run began: there is nothing to roll back to");

    public static readonly DiagnosticDescriptor CannotKeepUp = new(
        "CSR7207", DiagnosticSeverity.Error, "A pack cannot keep up with the run", "pack {0} did not catch up with the run within {1} s: it is slower than the market; {2} goes on");

    public static readonly DiagnosticDescriptor CandidateFailed = new(
        "CSR7208", DiagnosticSeverity.Error, "A pack failed beside the run", "pack {0} was dropped: {1}; {2} goes on");

    public static readonly DiagnosticDescriptor RunIsOver = new(
        "CSR7209", DiagnosticSeverity.Error, "The run is over", "the run is over, so its rules cannot be changed any more");

    public static readonly DiagnosticDescriptor TooManyWait = new(
        "CSR7210", DiagnosticSeverity.Error, "Too many changes of rules wait", "{0} requests about packs wait already; try again");

    public static readonly DiagnosticDescriptor SuppliedKeyChanged = new(
        "CSR7211", DiagnosticSeverity.Error, "A pack keys a supplied predicate differently", "'{0}' has the key [{1}] in the rules in force and [{2}] in the pack; rows that stand cannot be told apart by another key: restart with the pack, or write 'Use market!' in both");

    public static readonly DiagnosticDescriptor DecisionKeyChanged = new(
        "CSR7212", DiagnosticSeverity.Error, "A pack decides by another key", "'decide {0}' has {1} key columns in the rules in force and {2} in the pack; what was decided could be decided again: restart with the pack");

    public static readonly DiagnosticDescriptor AlreadyActive = new(
        "CSR7213", DiagnosticSeverity.Error, "The rules are in force already", "pack {0} means the same as the rules in force: there is nothing to change");

    public static readonly DiagnosticDescriptor RolledBackByItself = new(
        "CSR7214", DiagnosticSeverity.Warning, "A pack was rolled back by itself", "pack {0} was rolled back to {1}: {2}");

    public static readonly DiagnosticDescriptor ParamsRefused = new(
        "CSR7215", DiagnosticSeverity.Error, "Values of parameters do not fit", "the parameters were not changed: {0}");

    public static readonly DiagnosticDescriptor CannotWatch = new(
        "CSR7216", DiagnosticSeverity.Warning, "The rules that are watched cannot be read", "'{0}' is watched and cannot be read: {1}; {2} goes on");

    public static readonly DiagnosticDescriptor NotApproved = new(
        "CSR7217", DiagnosticSeverity.Warning, "A pack was not put in force by itself", "pack {0} passed the gate and was not put in force by itself: {1}; {2} goes on");

    public static readonly DiagnosticDescriptor GoesOnWithOther = new(
        "CSR7218", DiagnosticSeverity.Warning, "The run goes on with the rules of its journal", "the rules given mean {0}, and the journal ended with {1} in force, put there by {2}: {1} goes on");

    public static readonly DiagnosticDescriptor NoSuchEnsemble = new(
        "CSR7220", DiagnosticSeverity.Error, "A pack needs an ensemble of models that the run does not score", "the pack reads scores of '{0}', and this run scores {1}: its rules would see no score; restart with the pack, so that the ensemble is opened");

    public static readonly DiagnosticDescriptor CannotGoOn = new(
        "CSR7219", DiagnosticSeverity.Error, "The rules of the journal cannot be put in force", "the journal '{0}' ended with rules that cannot be read: {1}");

    public static readonly DiagnosticDescriptor NoPast = new(
        "CSR7221", DiagnosticSeverity.Warning, "Windows and account of the journal cannot be taken over", "the journal '{0}' leaves no state to go on with: {1}; windows begin empty, and open positions are not known");
}
