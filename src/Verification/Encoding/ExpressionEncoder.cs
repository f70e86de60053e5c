using System.Numerics;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Turns bound expressions into values of the solver. What makes an expression fail (overflow, a divisor of 0, a missing field) goes into conditions.</summary>
internal sealed class ExpressionEncoder(Scene scene)
{
    private readonly ArithmeticEncoder _arithmetic = new(scene);

    /// <summary>Null while a variable of it has no value yet.</summary>
    public Sym? Encode(BoundExpression expression, Sym?[] slots, List<string> conditions) => expression switch
    {
        BoundConstant constant => scene.Constant(constant.Value),
        BoundVariable variable => slots[variable.Slot],
        BoundParameter parameter => scene.Params[parameter.Index],
        BoundNow => scene.Now,
        BoundCall call => Call(call, slots, conditions),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Sym? Call(BoundCall call, Sym?[] slots, List<string> conditions)
    {
        Sym[] arguments = new Sym[call.Arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (Encode(call.Arguments[i], slots, conditions) is not { } value)
            {
                return null;
            }

            arguments[i] = value;
        }

        return call.Function.Name switch
        {
            "struct" => Structure(arguments),
            "struct:get" when arguments is [SymStruct from, SymScalar name] => Field(from, name, call, conditions),
            "eq" or "ne" or "lt" or "le" or "gt" or "ge" when arguments is [SymScalar a, SymScalar b] => Condition(call.Function.Name, a, b),
            _ => arguments.All(static a => a is SymScalar)
                ? _arithmetic.Apply(call.Function, [.. arguments.Cast<SymScalar>()], call.Type, conditions)
                : Opaque(call),
        };
    }

    private Sym Structure(Sym[] arguments)
    {
        Dictionary<string, SymField> fields = new(StringComparer.Ordinal);
        for (int i = 0; i + 1 < arguments.Length; i += 2)
        {
            if (NameOf(arguments[i]) is not { } name)
            {
                scene.Simplifications.Add("a structure with a computed field name is taken as any structure");
                return scene.Unknown(BoundType.AnyStruct, "struct");
            }

            fields[name] = new SymField(Smt.True, arguments[i + 1]);
        }

        return Scene.Struct(fields.Select(static f => (f.Key, f.Value)));
    }

    private Sym Field(SymStruct from, SymScalar name, BoundCall call, List<string> conditions)
    {
        if (NameOf(name) is not { } field)
        {
            return Opaque(call);
        }

        if (!from.Fields.TryGetValue(field, out SymField? found))
        {
            conditions.Add(Smt.False);
            return Opaque(call);
        }

        conditions.Add(found.Present);
        return found.Value;
    }

    /// <summary>The text of a name that is a constant; null otherwise.</summary>
    public string? NameOf(Sym sym) =>
        sym is SymScalar { Kind: SymKind.Code, Value: { IsConstant: true } code } && scene.Codes.TryDecode(code.Constant.Numerator, out Value value) && value.Kind == ValueKind.Name
            ? value.AsText
            : null;

    private SymScalar Condition(string name, SymScalar a, SymScalar b)
    {
        ComparisonOperator op = name switch
        {
            "eq" => ComparisonOperator.Equal,
            "ne" => ComparisonOperator.NotEqual,
            "lt" => ComparisonOperator.Less,
            "le" => ComparisonOperator.LessOrEqual,
            "gt" => ComparisonOperator.Greater,
            _ => ComparisonOperator.GreaterOrEqual,
        };
        string holds = a.Kind != b.Kind ? Smt.False : Comparing.Compare(op, a.Value, b.Value);
        BigInteger yes = scene.Codes.Of(Value.True), no = scene.Codes.Of(Value.False);
        return new SymScalar(SymKind.Code, holds switch
        {
            Smt.True => Linear.Of(yes),
            Smt.False => Linear.Of(no),
            _ => Linear.Of(new Atom($"(ite {holds} {yes} {no})", false)),
        });
    }

    private Sym Opaque(BoundCall call)
    {
        scene.Simplifications.Add($"the result of '{call.Function.Name}' is taken as any value of its type");
        return scene.Unknown(call.Type, call.Function.Name);
    }
}
