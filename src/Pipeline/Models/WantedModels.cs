using System.Collections.Frozen;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Which predicates of the library <c>models</c> a program reads, and of which ensembles.</summary>
public sealed class WantedModels
{
    private const string Signal = "signal";

    private static readonly string[] _predicates = ["model_score", "model_regime", "regime_probability", "disagreement", "attention_top", "late_score", "model_drift", "model_quality"];

    private readonly FrozenSet<string> _read;
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ensembles = new(StringComparer.Ordinal);
    private readonly bool _any;

    /// <param name="programs">Those of a run.</param>
    public WantedModels(params ReadOnlySpan<BoundProgram> programs)
    {
        HashSet<string> read = new(StringComparer.Ordinal);
        foreach (BoundProgram program in programs)
        {
            foreach (string name in _predicates.Append(Signal))
            {
                _any |= ReadsWithVariable(program, name, read);
            }
        }

        _read = read.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>A predicate that needs a model, for messages; null when the program reads none.</summary>
    public string? First => Array.Find(_predicates, _read.Contains);

    /// <summary>The ensembles whose scores rules name, by themselves or by a member; signals may come from elsewhere. Sorted.</summary>
    public IReadOnlyList<string> Ensembles => [.. _ensembles.Select(static n => n.IndexOf('/', 1) is > 0 and int end ? n[..end] : n).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public bool Reads(string predicate) => _read.Contains(predicate);

    /// <summary>Some rule names the ensemble or a member, or has a variable for the model.</summary>
    public bool Wants(string ensemble) => _any || _named.Any(n => n == ensemble || n.StartsWith(ensemble + "/", StringComparison.Ordinal));

    /// <summary>True when a variable stands for the model. A program may use one of these names for something of its own: ours are given from outside.</summary>
    private bool ReadsWithVariable(BoundProgram program, string name, HashSet<string> read)
    {
        bool any = false;
        if (program.FindPredicate(name) is { IsExtensional: true } predicate)
        {
            foreach (BoundAtom atom in SuppliedPredicates.Atoms(program, predicate))
            {
                read.Add(name);
                bool isNamed = Names(atom);
                any |= !isNamed && name != Signal; // signals come from elsewhere too
                if (isNamed && name != Signal)
                {
                    _ensembles.Add(((BoundConstant)atom.Arguments[0]).Value.AsText);
                }
            }
        }

        return any;
    }

    private bool Names(BoundAtom atom)
    {
        bool isNamed = atom.Arguments[0] is BoundConstant { Value.Kind: ValueKind.Name };
        if (isNamed)
        {
            _named.Add(((BoundConstant)atom.Arguments[0]).Value.AsText);
        }

        return isNamed;
    }
}
