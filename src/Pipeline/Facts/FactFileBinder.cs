using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Types the rows of one fact file by its predicate's columns.</summary>
internal sealed class FactFileBinder(BoundPredicate predicate, FactFile file, DiagnosticBag diagnostics)
{
    /// <summary>More faults of one file than this are not listed: the first show what is wrong.</summary>
    private const int MaxFaults = 20;

    public void AddTo(List<Fact> facts)
    {
        if (predicate.IsDerived)
        {
            diagnostics.Add(Diagnostic.Create(PipelineDiagnostics.DerivedFact, predicate.Span, predicate.Name));
        }

        if (file.Rows.Count > 0 && file.Arity != predicate.Arity)
        {
            diagnostics.Report(PipelineDiagnostics.FactColumns, FactDirectory.LineSpan(file.Source, file.Rows[0].Line), predicate.Name, predicate.Arity, file.Arity);
            return;
        }

        int faults = 0;
        foreach ((int line, string[] fields) in file.Rows)
        {
            if (TryRow(line, fields, out Fact? fact))
            {
                facts.Add(fact);
            }
            else if (++faults == MaxFaults)
            {
                return;
            }
        }
    }

    private bool TryRow(int line, string[] fields, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Fact? fact)
    {
        Value[] values = new Value[fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            if (!FactBinder.TryConvert(fields[i], predicate.Types[i], out values[i], out string problem))
            {
                diagnostics.Report(PipelineDiagnostics.FactDoesNotFit, FactDirectory.LineSpan(file.Source, line), i + 1, predicate.Name, predicate.Types[i], problem);
                fact = null;
                return false;
            }
        }

        fact = new Fact(predicate.Name, values);
        return true;
    }
}
