using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Faults of what is fed to a program: rule folders, fact files, scripts. One page each in <c>docs/diagnostics</c>.</summary>
public static class PipelineDiagnostics
{
    public static readonly DiagnosticDescriptor FileUnreadable = new(
        "CSR6001", DiagnosticSeverity.Error, "A file cannot be read", "cannot read '{0}': {1}");

    public static readonly DiagnosticDescriptor NoRules = new(
        "CSR6002", DiagnosticSeverity.Error, "No rules where rules were expected", "'{0}' holds no .rules file");

    public static readonly DiagnosticDescriptor FactDoesNotFit = new(
        "CSR6003", DiagnosticSeverity.Error, "A field of a fact file does not fit its column", "column {0} of '{1}' is {2}: {3}");

    public static readonly DiagnosticDescriptor FactColumns = new(
        "CSR6004", DiagnosticSeverity.Error, "A row of a fact file has the wrong number of fields", "'{0}' has {1} columns, this row has {2}");

    public static readonly DiagnosticDescriptor FactQuoting = new(
        "CSR6005", DiagnosticSeverity.Error, "A quoted field of a fact file is faulty", "{0}");

    public static readonly DiagnosticDescriptor ScriptTimeGoesBack = new(
        "CSR6006", DiagnosticSeverity.Error, "The event time of a script goes back", "@{0} is before @{1}, the time of the transaction before it, and no predicate of the program declares a lateness(…)");

    public static readonly DiagnosticDescriptor ScriptUncommitted = new(
        "CSR6007", DiagnosticSeverity.Warning, "Changes after the last commit of a script", "the script ends with {0} change(s) after its last 'commit.'; they are committed as if 'commit.' stood at the end");

    public static readonly DiagnosticDescriptor DerivedFact = new(
        "CSR6008", DiagnosticSeverity.Warning, "Facts are given to a derived predicate", "'{0}' is derived by rules and also given facts from outside");

    public static readonly DiagnosticDescriptor DuplicateFactFile = new(
        "CSR6009", DiagnosticSeverity.Error, "Two fact files for one predicate", "'{0}' has more than one fact file: {1}");

    public static readonly DiagnosticDescriptor UnusedFactFile = new(
        "CSR6010", DiagnosticSeverity.Warning, "A fact file that no rule reads", "'{0}': no rule or declaration of the program mentions '{1}'");

    public static readonly DiagnosticDescriptor UnusedChange = new(
        "CSR6011", DiagnosticSeverity.Warning, "A change of a predicate that no rule reads", "no rule or declaration of the program mentions '{0}'");

    public static readonly DiagnosticDescriptor ScriptTimeOutOfRange = new(
        "CSR6012", DiagnosticSeverity.Error, "An event time of a script that does not fit", "'{0}' is no event time: it does not fit 64 bits of nanoseconds");

    public static readonly DiagnosticDescriptor UnknownParameter = new(
        "CSR6021", DiagnosticSeverity.Error, "A parameter that the program does not have", "the program has no param '{0}'");

    public static readonly DiagnosticDescriptor ParameterValue = new(
        "CSR6022", DiagnosticSeverity.Error, "A value that a parameter cannot have", "param '{0}' cannot be {1}: {2}");

    public static readonly DiagnosticDescriptor UnknownFact = new(
        "CSR6023", DiagnosticSeverity.Error, "A what-if with a fact of a predicate that the program does not have", "the program has no predicate '{0}'");

    public static readonly DiagnosticDescriptor UnknownSymbol = new(
        "CSR6024", DiagnosticSeverity.Error, "A symbol that no fact from outside names", "no fact from outside names '{0}' in that time");

    public static readonly DiagnosticDescriptor NothingToRetract = new(
        "CSR6025", DiagnosticSeverity.Warning, "A what-if takes away a row that is not there", "there is no row {0} to take away at that moment");

    public static readonly DiagnosticDescriptor NeverFired = new(
        "CSR6031", DiagnosticSeverity.Warning, "A rule that never fires on the data", "'{0}' never fires on the data ({1} transactions)");

    public static readonly DiagnosticDescriptor AlwaysFired = new(
        "CSR6032", DiagnosticSeverity.Warning, "A rule whose comparisons never fail on the data", "the comparisons of '{0}' hold in all {1} cases that were looked at: on this data they say nothing");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [FileUnreadable, NoRules, FactDoesNotFit, FactColumns, FactQuoting, ScriptTimeGoesBack, ScriptUncommitted, DerivedFact, DuplicateFactFile, UnusedFactFile, UnusedChange, ScriptTimeOutOfRange, UnknownParameter, ParameterValue, UnknownFact, UnknownSymbol, NothingToRetract, NeverFired, AlwaysFired];
}
