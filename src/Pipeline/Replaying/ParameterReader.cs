using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Types the new value of a parameter: <c>20bps</c> for a fraction, <c>250ms</c> for a duration.</summary>
internal static class ParameterReader
{
    /// <summary>Null, with a diagnostic, when there is no such parameter, or the value has another type or is outside its range.</summary>
    public static Value? Read(BoundProgram program, string name, string text, DiagnosticBag diagnostics)
    {
        if (program.Params.FirstOrDefault(p => p.Name == name) is not { } param)
        {
            string? near = NameSuggestion.Nearest(name, program.Params.Select(static p => p.Name));
            diagnostics.Add(Diagnostic.Create(PipelineDiagnostics.UnknownParameter, null, name) with { Help = near is null ? null : $"did you mean '{near}'?" });
            return null;
        }

        QueryTree tree = SyntaxTree.ParseQuery(new SourceText($"--set {name}", $"{name} = {text}"));
        diagnostics.AddRange(tree.Diagnostics);
        BoundQuery? query = tree.Diagnostics.Any(static d => d.IsError) ? null : QueryBinder.Bind(program, tree.Literals, tree.Source, diagnostics);
        if (query is null)
        {
            return null;
        }

        if (query.Literals is not [BoundComparison { Operator: ComparisonOperator.Equal, Left: BoundParameter, Right: BoundConstant constant }])
        {
            diagnostics.Add(Diagnostic.Create(PipelineDiagnostics.ParameterValue, null, name, text, "it takes one constant"));
            return null;
        }

        if ((param.Low is { } low && constant.Value.CompareTo(low) < 0) || (param.High is { } high && constant.Value.CompareTo(high) > 0))
        {
            diagnostics.Add(Diagnostic.Create(PipelineDiagnostics.ParameterValue, null, name, text, $"its range is [{param.Low}, {param.High}]"));
            return null;
        }

        return constant.Value;
    }
}
