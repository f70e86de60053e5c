using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>What a rule's head says of its columns before its body is looked at: constants, and the fields of structures.</summary>
internal static class HeadShape
{
    /// <summary>A truth value that holds of every row that the rule derives.</summary>
    public static string Of(BoundRule rule, Sym?[] columns, Scene scene)
    {
        List<string> conditions = [];
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i] is { } column)
            {
                conditions.AddRange(Column(rule.Head[i], column, scene));
            }
        }

        return Smt.And(conditions);
    }

    /// <summary>Gives a head's variables the values of a column: the column itself, or a field of it that is there for certain. That the column equals the head is said elsewhere.</summary>
    public static void Bind(BoundExpression head, Sym column, Sym?[] slots)
    {
        if (head is BoundVariable variable)
        {
            slots[variable.Slot] ??= column;
        }
        else if (head is BoundCall { Function.Name: "struct" } call && column is SymStruct structure)
        {
            for (int i = 0; i + 1 < call.Arguments.Length; i += 2)
            {
                if (call.Arguments[i] is BoundConstant { Value: { Kind: ValueKind.Name } name } && structure.Fields.TryGetValue(name.AsText, out SymField? field) && field.Present == Smt.True)
                {
                    Bind(call.Arguments[i + 1], field.Value, slots);
                }
            }
        }
    }

    private static IEnumerable<string> Column(BoundExpression head, Sym column, Scene scene) => (head, column) switch
    {
        (BoundConstant constant, _) => [Sym.Equal(column, scene.Constant(constant.Value))],
        (BoundCall { Function.Name: "struct" } call, SymStruct structure) => Fields(call, structure, scene),
        _ => [],
    };

    private static IEnumerable<string> Fields(BoundCall call, SymStruct structure, Scene scene)
    {
        Dictionary<string, BoundExpression> built = new(StringComparer.Ordinal);
        for (int i = 0; i + 1 < call.Arguments.Length; i += 2)
        {
            if (call.Arguments[i] is not BoundConstant { Value: { Kind: ValueKind.Name } name })
            {
                yield break;
            }

            built[name.AsText] = call.Arguments[i + 1];
        }

        foreach ((string name, SymField field) in structure.Fields)
        {
            yield return built.ContainsKey(name) ? field.Present : Smt.Not(field.Present);
            if (built.GetValueOrDefault(name) is BoundConstant value)
            {
                yield return Sym.Equal(field.Value, scene.Constant(value.Value));
            }
        }
    }
}
