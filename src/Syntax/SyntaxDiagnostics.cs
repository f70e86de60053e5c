using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Syntax;

/// <summary>The table of syntax diagnostics, CSR1001 and up. Each code has a page under <c>docs/diagnostics</c>; retired codes stay reserved.</summary>
public static class SyntaxDiagnostics
{
    public static DiagnosticDescriptor UnexpectedCharacter { get; } = Error("CSR1001", "Unexpected character", "the character {0} cannot stand here");

    public static DiagnosticDescriptor UnterminatedString { get; } = Error("CSR1002", "Unterminated string", "this string has no closing {0}");

    public static DiagnosticDescriptor UnknownEscape { get; } = Error("CSR1003", "Unknown escape in a string", "'{0}' is no escape of a string");

    public static DiagnosticDescriptor UnknownUnit { get; } = Error("CSR1004", "Unknown unit", "'{0}' is no unit of a number");

    public static DiagnosticDescriptor InvalidTimestamp { get; } = Error("CSR1005", "Invalid date or time", "'{0}' is no date of the calendar");

    public static DiagnosticDescriptor ExpectedToken { get; } = Error("CSR1006", "Something is missing", "expected {0} {1}");

    public static DiagnosticDescriptor MissingStop { get; } = Error("CSR1007", "Missing full stop", "{0} ends with '.', which is missing here");

    public static DiagnosticDescriptor ExpectedSeparator { get; } = Error("CSR1008", "Missing comma", "expected ',' {0}");

    public static DiagnosticDescriptor ExpectedTerm { get; } = Error("CSR1009", "Value expected", "expected a value such as X, 5, \"text\" or /name, but found {0}");

    public static DiagnosticDescriptor ExpectedLiteral { get; } = Error("CSR1010", "Literal expected", "expected a literal such as p(X), !p(X) or X > 3, but found {0}");

    public static DiagnosticDescriptor NotAnAtom { get; } = Error("CSR1011", "A predicate with arguments is wanted here", "{0} must be a predicate with arguments, such as p(X); '{1}' is not");

    public static DiagnosticDescriptor TooDeep { get; } = Error("CSR1012", "Nested too deeply", "this is nested more than {0} levels deep");

    public static DiagnosticDescriptor UnexpectedItem { get; } = Error("CSR1013", "Not the start of an item", "{0} starts no rule, fact or declaration");

    public static DiagnosticDescriptor HeaderOrder { get; } = Error("CSR1014", "Package or Use in the wrong place", "'{0}' must stand before every declaration and clause{1}");

    public static DiagnosticDescriptor ExpectedVariable { get; } = Error("CSR1015", "Variable expected", "expected a variable {0}, but found {1}");

    public static DiagnosticDescriptor ChainedComparison { get; } = Error("CSR1016", "Chained comparison", "comparisons do not chain");

    public static DiagnosticDescriptor ForeignOperator { get; } = Error("CSR1017", "Operator of another language", "'{0}' is no operator of this language");

    public static DiagnosticDescriptor CommentedAttribute { get; } = Warning("CSR1018", "A comment that looks like an attribute", "this is read as a comment: an attribute has parentheses");

    public static DiagnosticDescriptor MisplacedAttribute { get; } = Error("CSR1019", "Attributes that belong to nothing", "attributes belong before a clause, a parameter or a test, not before {0}");

    public static DiagnosticDescriptor UnexpectedEntry { get; } = Error("CSR1020", "Not a line of a script", "{0} starts no entry of a script");

    public static DiagnosticDescriptor RangeBounds { get; } = Error("CSR1021", "A range has two bounds", "a range is written [low, high]; this has {0}");

    public static DiagnosticDescriptor MixedEntries { get; } = Error("CSR1022", "List and map mixed", "{0}");

    public static DiagnosticDescriptor TransformWithoutBody { get; } = Error("CSR1023", "Transform without a body", "'|>' follows the body of a rule, and this clause has none");

    public static DiagnosticDescriptor CapitalisedName { get; } = Error("CSR1024", "Predicate or function with a capital letter", "'{0}' is a variable, but it is used like a predicate or a function");

    public static DiagnosticDescriptor TooManyErrors { get; } = Error("CSR1099", "Too many errors", "this text has more than {0} syntax errors; the rest are not listed");

    private static DiagnosticDescriptor Error(string code, string title, string message) => new(code, DiagnosticSeverity.Error, title, message);

    private static DiagnosticDescriptor Warning(string code, string title, string message) => new(code, DiagnosticSeverity.Warning, title, message);
}
