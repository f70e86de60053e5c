using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Finds the types of calls once enough is known of their arguments.</summary>
/// <remarks>
/// Calls wait until their arguments' types are known; arithmetic passes types both ways, other functions only from arguments to the result.
/// When nothing moves any more, the first waiting call takes the default types of what is still open, and the rest goes on from there.
/// The order is that of the source, so the outcome does not depend on anything else.
/// </remarks>
internal sealed class CallTyper(TypeSolver solver, DiagnosticBag diagnostics)
{
    private readonly List<PendingCall> _calls = [];
    private readonly List<PendingCall> _arithmetic = [];
    private readonly List<DraftBuiltin> _builtins = [];

    public void Add(PendingCall call) => _calls.Add(call);

    public void AddBuiltin(DraftBuiltin builtin) => _builtins.Add(builtin);

    public void Run()
    {
        Settle();
        while (_calls is [var call, ..])
        {
            Step(call, isForced: true);
            Settle();
        }

        while (_builtins is [var builtin, ..])
        {
            _builtins.RemoveAt(0);
            TypeBuiltin(builtin);
        }

        _arithmetic.ForEach(Verify);
        _arithmetic.Clear();
    }

    /// <summary>Operands were united before their type was known; now it is, and the signature has the last word.</summary>
    private void Verify(PendingCall call)
    {
        BoundType[] types = [.. call.Arguments.Select(static a => TypeResolution.Resolve(a.Node))];
        if (!Array.Exists(types, static t => t.Kind == TypeKind.Error) && !call.Signature(types, out _, out string expected))
        {
            ReportArguments(call, expected);
        }
    }

    private void Settle()
    {
        bool moved = true;
        while (moved)
        {
            moved = false;
            foreach (PendingCall call in _calls)
            {
                moved |= !call.IsDone && Step(call, isForced: false);
            }

            _calls.RemoveAll(static c => c.IsDone);
            moved |= _builtins.RemoveAll(TryBuiltin) > 0;
        }
    }

    /// <summary>True when the call taught something.</summary>
    private bool Step(PendingCall call, bool isForced)
    {
        if (call.Arguments.Any(static a => a.Node.Kind == TypeKind.Error))
        {
            solver.MarkFaulty(call.Result);
            call.IsDone = true;
        }
        else
        {
            call.IsDone = CallShapes.Of(call.Name, call.Arguments.Length) switch
            {
                CallShape.SameAsResult => TryArithmetic(call, isForced),
                CallShape.Quotient => TryQuotient(call, isForced),
                _ => TrySignature(call, isForced),
            };
        }

        return call.IsDone;
    }

    /// <summary><c>+ - *</c>: operands and result have one numeric type, unless times or durations are among them.</summary>
    private bool TryArithmetic(PendingCall call, bool isForced)
    {
        IEnumerable<TypeNode> nodes = call.Arguments.Select(static a => a.Node).Append(call.Result);
        if (nodes.Any(static n => n.Kind is { } kind && !TypeKinds.IsNumeric(kind)))
        {
            return TrySignature(call, isForced);
        }

        if (!isForced && !nodes.Any(static n => n.Kind is not null || n.HasLiteral))
        {
            return false;
        }

        UniteOperands(call);
        solver.Unify(call.Result, call.Arguments[0].Node, call.Site);
        _arithmetic.Add(call);
        return true;
    }

    /// <summary><c>/</c>: two /number give a /float64, otherwise operands and result have one type.</summary>
    private bool TryQuotient(PendingCall call, bool isForced)
    {
        if (call.Arguments.Any(static a => a.Node.Kind is { } kind && !TypeKinds.IsNumeric(kind)))
        {
            return TrySignature(call, isForced);
        }

        UniteOperands(call);
        TypeNode operand = call.Arguments[0].Node;
        if (operand.Kind is null && !isForced)
        {
            return false;
        }

        BoundType type = TypeResolution.Resolve(operand);
        solver.Add(operand, new(type, call.Span, $"an operand of '/' in '{call.Span.Text}'", false), call.Site);
        BoundType result = type.Kind == TypeKind.Number ? BoundType.Float64 : type;
        solver.Add(call.Result, new(result, call.Span, "the result of '/'", false), call.Site);
        _arithmetic.Add(call);
        return true;
    }

    private bool TryBuiltin(DraftBuiltin builtin)
    {
        bool known = builtin.Arguments.Where((a, i) => builtin.Predicate.IsInput(i)).All(static a => a.Node.Kind is not null || a is DraftConstant);
        if (known)
        {
            TypeBuiltin(builtin);
        }

        return known;
    }

    private void TypeBuiltin(DraftBuiltin builtin)
    {
        BoundType[] types = [.. builtin.Arguments.Select((a, i) => Offered(builtin, a, i))];
        if (Array.Exists(types, static t => t.Kind == TypeKind.Error))
        {
            return;
        }

        string given = string.Join<BoundType>(", ", types);
        if (!builtin.Predicate.TryType(types, out string expected))
        {
            diagnostics.Report(TypeDiagnostics.WrongArguments, builtin.Span, builtin.Predicate.Name, expected, given);
            return;
        }

        for (int i = 0; i < types.Length; i++)
        {
            solver.Add(
                builtin.Arguments[i].Node,
                new(types[i], builtin.Arguments[i].Span, $"argument {i + 1} of '{builtin.Predicate.Name}'", false),
                new UnifySite(builtin.Span, $"'{builtin.Span.Text}'"));
        }
    }

    /// <summary>What an argument of a built-in brings along. An output that only literals have met yet is open: the inputs say what it is.</summary>
    private static BoundType Offered(DraftBuiltin builtin, DraftExpression argument, int index) => argument switch
    {
        _ when !builtin.Predicate.IsInput(index) && argument.Node.Kind is null => BoundType.Any,
        _ when builtin.Predicate.Name == ":match_field" => KnownName(argument),
        _ => TypeResolution.Resolve(argument.Node),
    };

    /// <summary>Which field is read decides the type of what is read: a name that is written out stands for itself alone.</summary>
    private static BoundType KnownName(DraftExpression argument) => argument is DraftConstant { Shape.Settled: { Kind: ValueKind.Name } name }
        ? BoundType.SingletonOf(name)
        : TypeResolution.Resolve(argument.Node);

    private void UniteOperands(PendingCall call)
    {
        foreach (DraftExpression argument in call.Arguments)
        {
            argument.Node.Root.IsNumeric = true;
            solver.Unify(call.Arguments[0].Node, argument.Node, call.Site);
        }
    }

    private bool TrySignature(PendingCall call, bool isForced)
    {
        if (!isForced && !call.Arguments.All(static a => a.Node.Kind is not null || a is DraftConstant))
        {
            return false;
        }

        string expected = "";
        foreach (ImmutableArray<BoundType> types in Guesses(call))
        {
            if (call.Signature(types.AsSpan(), out BoundType result, out expected))
            {
                Accept(call, types, result);
                return true;
            }
        }

        ReportArguments(call, expected);
        solver.MarkFaulty(call.Result);
        return true;
    }

    /// <summary>Some names are a function of lists and an aggregate too; outside a group the aggregate was most likely meant.</summary>
    private void ReportArguments(PendingCall call, string expected)
    {
        if (!call.IsAggregate && BuiltinTable.FindAggregate(call.Name) is not null)
        {
            diagnostics.Report(NameDiagnostics.AggregateOutsideGroup, call.Span, call.Name);
            return;
        }

        string given = call.Arguments.IsEmpty ? "nothing" : string.Join(", ", call.Arguments.Select(static a => TypeResolution.Resolve(a.Node)));
        diagnostics.Report(TypeDiagnostics.WrongArguments, call.Span, call.Name, expected, given);
    }

    private void Accept(PendingCall call, ImmutableArray<BoundType> types, BoundType result)
    {
        for (int i = 0; i < types.Length; i++)
        {
            if (IsOpenNumber(call.Arguments[i].Node))
            {
                solver.Add(call.Arguments[i].Node, new(types[i], call.Arguments[i].Span, $"argument {i + 1} of '{call.Name}'", false), call.Site);
            }
        }

        solver.Add(call.Result, new(result, call.Span, $"the result of '{call.Name}'", false), call.Site with { AllowsMixture = call.IsArgument });
    }

    /// <summary>What the arguments' types may be: literals first by default, then like the typed numbers beside them, then /float64, then /dec8.</summary>
    private static IEnumerable<ImmutableArray<BoundType>> Guesses(PendingCall call)
    {
        ImmutableArray<DraftExpression> arguments = call.Arguments;
        ImmutableArray<BoundType> types = [.. arguments.Select(a => call.Name == "struct:get" ? KnownName(a) : TypeResolution.Resolve(a.Node))];
        yield return types;
        if (!arguments.Any(static a => IsOpenNumber(a.Node)))
        {
            yield break;
        }

        BoundType? beside = types.Where((t, i) => t.IsNumeric && !IsOpenNumber(arguments[i].Node)).FirstOrDefault();
        foreach (BoundType guess in new[] { beside, BoundType.Float64, BoundType.Dec8 }.OfType<BoundType>())
        {
            yield return [.. types.Select((t, i) => IsOpenNumber(arguments[i].Node) && Allows(arguments[i].Node, guess) ? guess : t)];
        }
    }

    private static bool IsOpenNumber(TypeNode node) => node.Kind is null && (node.HasLiteral || node.Root.IsNumeric);

    private static bool Allows(TypeNode node, BoundType guess) => guess.Kind != TypeKind.Number || node.Root.FractionLiteral is null;
}
