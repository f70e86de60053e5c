using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>A call of a built-in function from emitted code: cells in, a cell out. Its arguments lie in a buffer of its own: a call never runs inside itself.</summary>
internal sealed class CallSite(ScalarFunction function, CellKind[] arguments, CellKind result, Interner interner)
{
    private readonly Value[] _values = new Value[arguments.Length];

    /// <summary>Null where a result is a number, which costs nothing to make.</summary>
    private readonly RepeatedCalls? _repeated = result == CellKind.Interned ? new RepeatedCalls(function, arguments.Length) : null;

    public void Set(int argument, long cell) => _values[argument] = interner.Decode(cell, arguments[argument]);

    /// <summary>False when the function fails.</summary>
    public bool TryApply(out long cell)
    {
        cell = 0;
        return (_repeated is null ? function.TryApply(_values, out Value value) : _repeated.TryApply(_values, out value)) && interner.TryEncode(value, result, out cell);
    }
}
