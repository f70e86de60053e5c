using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>CSR21xx: types.</summary>
internal static class TypeDiagnostics
{
    public static DiagnosticDescriptor MixedNumbers { get; } = Error("CSR2101", "Numbers of different types meet", "{0} mixes {1} and {2}");

    public static DiagnosticDescriptor Clash { get; } = Error("CSR2102", "Types do not fit", "{0} must have one type, but {1} and {2} meet here");

    public static DiagnosticDescriptor FractionForNumber { get; } = Error("CSR2103", "A fraction where whole numbers belong", "'{0}' is a fraction, but {2} needs a {1}, a whole number");

    public static DiagnosticDescriptor LiteralClash { get; } = Error("CSR2104", "A number where something else belongs", "'{0}' is a number, but {2} needs a {1}");

    public static DiagnosticDescriptor WrongArguments { get; } = Error("CSR2105", "Arguments of the wrong type", "'{0}' takes {1}; given: {2}");

    public static DiagnosticDescriptor ValueOutsideType { get; } = Error("CSR2106", "A constant outside its declared type", "'{0}' is not of type {1}, which {2} has");

    public static DiagnosticDescriptor NotExact { get; } = Error("CSR2107", "A number that its type cannot hold", "'{0}' cannot be a {1}: {2}");

    public static DiagnosticDescriptor UnknownType { get; } = Error("CSR2108", "Unknown type", "'{0}' is not a type");

    public static DiagnosticDescriptor BoundCount { get; } = Error("CSR2109", "A bound for another number of columns", "'{0}' has {1}, but this bound gives types for {2}");

    public static DiagnosticDescriptor DisjointNames { get; } = Error("CSR2110", "A variable between two name types that share nothing", "'{0}' can never have a value: it would have to be both {1} and {2}");

    private static DiagnosticDescriptor Error(string code, string title, string message) => new(code, DiagnosticSeverity.Error, title, message);
}
