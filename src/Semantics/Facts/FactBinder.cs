using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Types facts from outside by the columns of a program's predicates. Thread-safe; look-ups by name take constant time.</summary>
public sealed class FactBinder(BoundProgram program)
{
    private readonly FrozenDictionary<string, BoundPredicate> _predicates = program.Predicates.ToFrozenDictionary(static p => p.Name, StringComparer.Ordinal);

    /// <summary>Binds an atom such as <c>quote(/binance, "BTCUSDT", 100.5)</c>. False, with a diagnostic, when it does not fit its predicate.</summary>
    /// <param name="atom">The fact; names are qualified.</param>
    /// <param name="source">The text that <paramref name="atom"/> is from.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="allowKeyOnly">For retractions: the key columns alone are enough for a keyed predicate.</param>
    /// <param name="fact">The typed fact; with the key columns alone, a fact of as many arguments.</param>
    public bool TryBind(TermSyntax atom, SourceText source, DiagnosticBag diagnostics, bool allowKeyOnly, [NotNullWhen(true)] out Fact? fact)
    {
        if (atom is ApplicationSyntax application)
        {
            return TryBind(application, application.Name, source, diagnostics, allowKeyOnly, out fact);
        }

        SourceSpan span = new(source, atom.Span);
        diagnostics.Report(FactDiagnostics.NotGround, span, span.Text);
        fact = null;
        return false;
    }

    /// <summary>As above, with the name already qualified.</summary>
    internal bool TryBind(
        ApplicationSyntax application, string name, SourceText source, DiagnosticBag diagnostics, bool allowKeyOnly, [NotNullWhen(true)] out Fact? fact)
    {
        fact = null;
        SourceSpan span = new(source, application.Span);
        if (!_predicates.TryGetValue(name, out BoundPredicate? predicate))
        {
            string? near = NameSuggestion.Nearest(name, _predicates.Keys);
            diagnostics.Add(Diagnostic.Create(FactDiagnostics.UnknownPredicate, span, name) with { Help = near is null ? null : $"did you mean '{near}'?" });
            return false;
        }

        int given = application.Arguments.Count;
        bool isKeyOnly = allowKeyOnly && predicate.Key.Length > 0 && given == predicate.Key.Length && given != predicate.Arity;
        if (given != predicate.Arity && !isKeyOnly)
        {
            ReportArity(predicate, given, span, diagnostics);
            return false;
        }

        return TryArguments(application, source, predicate, isKeyOnly, diagnostics, out fact);
    }

    /// <summary>Converts a field of a fact file by its column's type; <paramref name="problem"/> completes "…, but".</summary>
    public static bool TryConvert(string field, BoundType type, out Value value, out string problem) => FieldConverter.TryConvert(field, type, out value, out problem);

    private static bool TryArguments(
        ApplicationSyntax application, SourceText source, BoundPredicate predicate, bool isKeyOnly, DiagnosticBag diagnostics, [NotNullWhen(true)] out Fact? fact)
    {
        Value[] values = new Value[application.Arguments.Count];
        bool fine = true;
        for (int i = 0; i < values.Length; i++)
        {
            int column = isKeyOnly ? predicate.Key[i] : i;
            TermEvaluator evaluator = new(source, diagnostics, () => $"column {column + 1} ({predicate.Columns[column]}) of '{predicate.Name}'");
            if (predicate.Calls.Contains(column) && CallText.IsCall(application.Arguments[i]) && CallText.Of(application.Arguments[i]) is { } call)
            {
                values[i] = Value.String(call);
                continue;
            }

            fine &= evaluator.TryEvaluate(application.Arguments[i], predicate.Types[column], out values[i]);
        }

        fact = fine ? new Fact(predicate.Name, values) : null;
        return fine;
    }

    private static void ReportArity(BoundPredicate predicate, int given, SourceSpan span, DiagnosticBag diagnostics)
    {
        string key = predicate.Key.IsEmpty ? "" : $"; a row is retracted by its key ({string.Join(", ", predicate.Key.Select(k => predicate.Columns[k]))}) or in full";
        diagnostics.Add(Diagnostic.Create(FactDiagnostics.FactArity, span, predicate.Name, PredicateTable.Columns(predicate.Arity), given) with
        {
            Help = $"its columns are {string.Join(", ", predicate.Columns)}{key}",
        });
    }
}
