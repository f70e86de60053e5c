using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>The same rules with other values of their parameters.</summary>
public static class BoundProgramParams
{
    /// <summary>The program with some values replaced: another version, since proofs name parameters with their values.</summary>
    /// <param name="program">The rules.</param>
    /// <param name="values">Parameter to value; each of the parameter's kind and within its range.</param>
    /// <exception cref="ArgumentException">The program has no such parameter, or the value is of another kind or out of range.</exception>
    public static BoundProgram WithParams(this BoundProgram program, IReadOnlyDictionary<string, Value> values)
    {
        foreach ((string name, Value value) in values)
        {
            BoundParam param = program.Params.FirstOrDefault(p => p.Name == name) ?? throw new ArgumentException($"the program has no parameter '{name}'", nameof(values));
            bool fits = param.Value.Kind == value.Kind && !(param.Low is { } low && value.CompareTo(low) < 0) && !(param.High is { } high && value.CompareTo(high) > 0);
            if (!fits)
            {
                throw new ArgumentException($"parameter '{name}' cannot be {value}", nameof(values));
            }
        }

        ImmutableArray<BoundParam> replaced = [.. program.Params.Select(p => values.TryGetValue(p.Name, out Value value) ? p with { Value = value } : p)];
        BoundProgram changed = program with { Params = replaced };
        return changed with { Version = ProgramVersion.Of(changed) };
    }
}
