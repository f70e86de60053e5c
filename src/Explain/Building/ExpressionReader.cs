using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Explain;

/// <summary>Evaluates and prints a rule's expressions under one substitution.</summary>
/// <remarks>Of a stored row the rule is read with the time and the parameters of the moment at which it was stored.</remarks>
internal sealed class ExpressionReader(IRuleSession session, BoundProgram program, BoundRule rule, StoredOrigin? stored = null)
{
    /// <summary>The event time of the state that is explained; of a stored row that of the moment at which it was stored.</summary>
    public EventTime Now => stored?.At ?? session.Now;

    /// <summary>False when a variable has no value or a function fails: the literal then did not take part in the derivation.</summary>
    public bool TryEvaluate(BoundExpression expression, ImmutableArray<Value?> bindings, out Value value)
    {
        switch (expression)
        {
            case BoundConstant constant:
                value = constant.Value;
                return true;
            case BoundVariable variable:
                value = variable.Slot < bindings.Length ? bindings[variable.Slot].GetValueOrDefault() : default;
                return variable.Slot < bindings.Length && bindings[variable.Slot].HasValue;
            case BoundParameter parameter:
                value = ParameterValue(parameter.Index);
                return true;
            case BoundNow:
                value = Value.Time(Now.Nanoseconds);
                return true;
            case BoundCall call:
                return TryCall(call, bindings, out value);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The value's canonical text, or <c>_</c> when there is none.</summary>
    public string ValueText(BoundExpression expression, ImmutableArray<Value?> bindings) =>
        TryEvaluate(expression, bindings, out Value value) ? value.ToString() : "_";

    /// <summary>The expression as written, white space collapsed; variables by name.</summary>
    public string SourceText(BoundExpression expression) => expression switch
    {
        BoundVariable variable when !rule.Variables[variable.Slot].StartsWith('_') => rule.Variables[variable.Slot],
        BoundConstant { Span.Span.Length: 0 } constant => constant.Value.ToString(),
        BoundParameter parameter => program.Params[parameter.Index].Name,
        _ => RuleTexts.Of(expression.Span),
    };

    /// <summary>The parameters that the rule reads, sorted by name.</summary>
    public ImmutableArray<NamedValue> Parameters()
    {
        ImmutableArray<int> indexes = RuleTexts.ParametersOf(rule, program);
        NamedValue[] values = new NamedValue[indexes.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = new NamedValue(program.Params[indexes[i]].Name, ParameterValue(indexes[i]).ToString());
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    private Value ParameterValue(int index) => stored?.Params[index] ?? session.ParamOf(program.Params[index].Name) ?? program.Params[index].Value;

    private bool TryCall(BoundCall call, ImmutableArray<Value?> bindings, out Value value)
    {
        Value[] arguments = new Value[call.Arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (!TryEvaluate(call.Arguments[i], bindings, out arguments[i]))
            {
                value = default;
                return false;
            }
        }

        return call.Function.TryApply(arguments, out value);
    }
}
