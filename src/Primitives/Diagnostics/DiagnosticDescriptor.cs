namespace CryptoScalp.Rules.Primitives;

/// <summary>What a stable code means. One per code, declared in its phase's table; retired codes stay reserved.</summary>
/// <param name="Code"><c>CSR</c> and four digits: 1xxx syntax, 2xxx names and types, 25xx safety and stratification, 3xxx compile, 4xxx evaluation, 5xxx verification, 6xxx features, models and facts, 7xxx host.</param>
/// <param name="Severity">The severity unless a caller raises it (<c>--strict</c>).</param>
/// <param name="Title">One line, no arguments: the heading of <c>docs/diagnostics/CODE.md</c>.</param>
/// <param name="Message">A composite format string; what the user reads.</param>
public sealed record DiagnosticDescriptor(string Code, DiagnosticSeverity Severity, string Title, string Message);
