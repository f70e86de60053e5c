using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Collects what a program names.</summary>
internal static class ProgramConstants
{
    /// <summary>Every value that the program names, parts of structures and types included.</summary>
    public static IEnumerable<Value> Of(BoundProgram program)
    {
        IEnumerable<Value> written = Expressions(program).OfType<BoundConstant>().Select(static c => c.Value);
        IEnumerable<Value> given = program.Facts.SelectMany(static f => f.Fact.Arguments);
        IEnumerable<Value> set = program.Params.SelectMany(static p => new[] { p.Value, p.Low, p.High }.OfType<Value>());
        IEnumerable<Value> decided = program.Decides.SelectMany(static d => d.Required.Values.SelectMany(static n => n)).Select(Value.Name);
        IEnumerable<Value> typed = program.Predicates.SelectMany(static p => p.Types).SelectMany(Singles);
        return written.Concat(given).Concat(set).Concat(decided).Concat(typed).Concat([Value.True, Value.False, Value.Name("/kind")]).SelectMany(WithParts);
    }

    /// <summary>The names of all fields of structures that are built or read.</summary>
    public static IEnumerable<string> FieldsOf(BoundProgram program)
    {
        IEnumerable<string> typed = program.Predicates.SelectMany(static p => p.Types).Where(static t => t is { Kind: TypeKind.Struct, IsOpen: false }).SelectMany(static t => t.Fields.Select(static f => f.Name));
        IEnumerable<string> used = Expressions(program).OfType<BoundConstant>().Where(static c => c.Value.Kind == ValueKind.Name).Select(static c => c.Value.AsText);
        bool open = program.Predicates.Any(static p => p.Types.Any(static t => t.IsOpen));
        return (open ? typed.Concat(used) : typed).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<BoundExpression> Expressions(BoundProgram program) =>
        program.Rules.SelectMany(BoundWalk.ExpressionsOf)
            .Concat(program.Invariants.SelectMany(static i => i.Body.Concat(i.Conclusion)).SelectMany(BoundWalk.ExpressionsOf));

    private static IEnumerable<Value> Singles(BoundType type) =>
        type.Arguments.IsDefault ? [] : type.Arguments.SelectMany(Singles).Concat(type.Single is { } single ? [single] : []);

    private static IEnumerable<Value> WithParts(Value value) => value.Kind switch
    {
        ValueKind.Struct or ValueKind.Map => value.AsEntries.ToArray().SelectMany(static e => WithParts(e.Key).Concat(WithParts(e.Value))).Append(value),
        ValueKind.List or ValueKind.Pair => value.AsItems.ToArray().SelectMany(WithParts).Append(value),
        _ => [value],
    };
}
