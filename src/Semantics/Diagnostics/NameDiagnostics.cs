using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>CSR20xx: names, and what may stand where.</summary>
internal static class NameDiagnostics
{
    public static DiagnosticDescriptor ArityClash { get; } = Error("CSR2001", "A predicate is used with another number of columns", "'{0}' has {1}, but is used here with {2}");

    public static DiagnosticDescriptor Undeclared { get; } = new(
        "CSR2002", DiagnosticSeverity.Warning, "Nothing declares or supplies a predicate", "no rule, fact or declaration supplies '{0}', so it is always empty");

    public static DiagnosticDescriptor DuplicateDeclaration { get; } = Error("CSR2003", "A predicate is declared twice", "'{0}' is declared twice");

    public static DiagnosticDescriptor UnknownFunction { get; } = Error("CSR2004", "Unknown function", "there is no function '{0}'");

    public static DiagnosticDescriptor UnknownBuiltin { get; } = Error("CSR2005", "Unknown built-in predicate", "there is no built-in predicate '{0}'");

    public static DiagnosticDescriptor BuiltinArity { get; } = Error("CSR2006", "A built-in predicate has another number of arguments", "'{0}' takes {1} arguments, but {2} are given");

    public static DiagnosticDescriptor UnknownWord { get; } = Error("CSR2007", "Unknown parameter", "'{0}' is neither a param nor 'now'; variables start with a capital, names with a slash");

    public static DiagnosticDescriptor PredicateAsFunction { get; } = Error("CSR2008", "A predicate stands where a value belongs", "'{0}' is a predicate and has no value; write it as a literal of its own and use its variables");

    public static DiagnosticDescriptor FunctionAsLiteral { get; } = Error("CSR2009", "A function stands where a literal belongs", "'{0}' is a function and is neither true nor false; compare its value, or test it with ':filter(…)'");

    public static DiagnosticDescriptor BuiltinHead { get; } = Error("CSR2010", "A rule cannot define a built-in", "'{0}' is built in; a rule cannot define it");

    public static DiagnosticDescriptor UnknownPackage { get; } = Error("CSR2011", "Unknown package", "there is no package or library '{0}'");

    public static DiagnosticDescriptor UnknownAttribute { get; } = Error("CSR2012", "Unknown attribute", "there is no attribute '{0}'");

    public static DiagnosticDescriptor BadAttribute { get; } = Error("CSR2013", "An attribute has the wrong argument", "'{0}' takes {1}");

    public static DiagnosticDescriptor DuplicateAttribute { get; } = Error("CSR2014", "An attribute is given twice", "'{0}' is given twice for one rule");

    public static DiagnosticDescriptor DuplicateRuleId { get; } = Error("CSR2015", "Two rules have one id", "the rule id \"{0}\" is taken");

    public static DiagnosticDescriptor UnknownDescriptor { get; } = Error("CSR2016", "Unknown descriptor", "there is no descriptor '{0}'");

    public static DiagnosticDescriptor BadDescriptor { get; } = Error("CSR2017", "A descriptor has the wrong arguments", "'{0}' takes {1}");

    public static DiagnosticDescriptor BadDeclaration { get; } = Error("CSR2018", "A declaration is not of the form p(X, Y)", "a declaration names its columns once each, as in 'Decl quote(Sym, Bid)'; '{0}' is not a column's name or comes twice");

    public static DiagnosticDescriptor DerivedKey { get; } = Error("CSR2019", "A derived predicate has a key", "'{0}' is derived by rules, so a key cannot replace its rows");

    public static DiagnosticDescriptor AggregateOutsideGroup { get; } = Error("CSR2020", "An aggregate stands outside a group", "'{0}' is an aggregate; it can stand only in a 'let' after '|> do fn:group_by(…)'");

    public static DiagnosticDescriptor NestedAggregate { get; } = Error("CSR2021", "An aggregate stands inside another", "'{0}' is an aggregate inside another; compute it in a rule of its own first");

    public static DiagnosticDescriptor NotGroupBy { get; } = Error("CSR2022", "'do' without group_by", "after 'do' stands fn:group_by(…), not '{0}'");

    public static DiagnosticDescriptor GroupKeyNotVariable { get; } = Error("CSR2023", "A group key is not a variable", "fn:group_by takes variables, not '{0}'; name the expression with '=' in the body first");

    public static DiagnosticDescriptor SecondGroup { get; } = Error("CSR2024", "A rule groups twice", "a rule groups once; put the second group into a rule of its own");

    public static DiagnosticDescriptor LetRedefines { get; } = Error("CSR2025", "'let' redefines a variable", "'{0}' has a value already; 'let' needs a new variable");

    public static DiagnosticDescriptor NotAnExpression { get; } = Error("CSR2026", "Not an expression", "'{0}' has no value here");

    public static DiagnosticDescriptor BadConstant { get; } = Error("CSR2027", "A constant that cannot be read", "'{0}' cannot be read: {1}");

    public static DiagnosticDescriptor NoValue { get; } = Error("CSR2028", "A constant expression without a value", "'{0}' has no value: it overflows, divides by zero or lies outside the function's domain");

    public static DiagnosticDescriptor DuplicateParam { get; } = Error("CSR2029", "A param is defined twice", "the param '{0}' is defined twice");

    public static DiagnosticDescriptor BadParam { get; } = Error("CSR2030", "A param is not a constant in its range", "the param '{0}' {1}");

    public static DiagnosticDescriptor TwoPackages { get; } = Error("CSR2031", "A file has two packages", "a file belongs to one package; '{0}' is the second");

    public static DiagnosticDescriptor VariableInCall { get; } = Error("CSR2040", "A call is not constant", "'{0}' is asked for by its text, so it takes constants and other calls only, no variables, params or arithmetic");

    public static DiagnosticDescriptor BadCall { get; } = Error("CSR2041", "Nothing computes a call", "'{0}' cannot be computed: {1}");

    private static DiagnosticDescriptor Error(string code, string title, string message) => new(code, DiagnosticSeverity.Error, title, message);
}
