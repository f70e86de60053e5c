using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Binds arguments where variables and <c>_</c> match anything.</summary>
internal static class PatternBinder
{
    public static bool TryBind(
        IReadOnlyList<TermSyntax> arguments, IReadOnlyList<BoundType> types, Func<int, string> place, SourceText source, DiagnosticBag diagnostics, out ImmutableArray<Value?> pattern)
    {
        ImmutableArray<Value?>.Builder values = ImmutableArray.CreateBuilder<Value?>(arguments.Count);
        bool fine = true;
        for (int i = 0; i < arguments.Count; i++)
        {
            int column = i;
            if (arguments[i] is VariableSyntax)
            {
                values.Add(null);
                continue;
            }

            fine &= new TermEvaluator(source, diagnostics, () => place(column)).TryEvaluate(arguments[i], types[i], out Value value);
            values.Add(value);
        }

        pattern = values.MoveToImmutable();
        return fine;
    }
}
