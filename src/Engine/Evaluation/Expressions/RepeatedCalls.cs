using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>A function that makes a text, a list or a structure, with the last of its results: a rule asks for the same few again with every tick, and each time they would be made anew.</summary>
/// <param name="function">Pure, as all are.</param>
/// <param name="arity">Number of its arguments.</param>
internal sealed class RepeatedCalls(ScalarFunction function, int arity)
{
    /// <summary>Results kept: what a rule proposes of a handful of symbols.</summary>
    private const int Kept = 4;

    private readonly Value[] _arguments = new Value[Kept * arity];
    private readonly Value[] _results = new Value[Kept];
    private int _count;
    private int _oldest;

    /// <summary>As <see cref="ScalarFunction.TryApply"/>.</summary>
    public bool TryApply(Value[] arguments, out Value result)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_arguments.AsSpan(i * arity, arity).SequenceEqual(arguments))
            {
                result = _results[i];
                return true;
            }
        }

        bool succeeds = function.TryApply(arguments, out result);
        if (succeeds)
        {
            Keep(arguments, result);
        }

        return succeeds;
    }

    private void Keep(Value[] arguments, Value result)
    {
        arguments.CopyTo(_arguments, _oldest * arity);
        _results[_oldest] = result;
        _count = Math.Min(_count + 1, Kept);
        _oldest = (_oldest + 1) % Kept;
    }
}
