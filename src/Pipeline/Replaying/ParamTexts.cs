using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Parameters set from texts.</summary>
public static class ParamTexts
{
    /// <summary>The same rules with these values; null, with diagnostics, when there is no such parameter or a value does not fit.</summary>
    /// <param name="program">The rules.</param>
    /// <param name="values">Parameter to the text of its value, as it would stand in a rule: <c>20bps</c>, <c>250ms</c>.</param>
    /// <param name="faults">Takes what does not fit.</param>
    public static BoundProgram? Apply(BoundProgram program, IReadOnlyDictionary<string, string> values, DiagnosticBag faults)
    {
        Dictionary<string, Value> read = new(StringComparer.Ordinal);
        foreach ((string name, string text) in values)
        {
            if (ParameterReader.Read(program, name, text, faults) is { } value)
            {
                read.Add(name, value);
            }
        }

        return faults.HasErrors ? null : program.WithParams(read);
    }
}
