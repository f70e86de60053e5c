using System.Numerics;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Numbers: exact integers for /number and /dec8, reals with a bound on each rounding for /float64.</summary>
/// <remarks>
/// Sums are linear. A dec8 product with a constant lies within half a unit of the exact one. A product or quotient of two unknowns is an uninterpreted
/// function with its signs, so that equal arguments give equal values; its exact (nonlinear) definition is held back until a candidate needs it.
/// Each float operation lies within one part in 2^53 of the exact result.
/// </remarks>
internal sealed class ArithmeticEncoder(Scene scene)
{
    private static readonly Rational _rounding = new(1, BigInteger.One << 53);

    public Sym Apply(ScalarFunction function, SymScalar[] arguments, BoundType type, List<string> conditions)
    {
        if (arguments.All(static a => a.Value.IsConstant && a.Kind != SymKind.Code) && TryFold(function, arguments, out Sym? folded))
        {
            conditions.Add(folded is null ? Smt.False : Smt.True);
            return folded ?? scene.Unknown(type, function.Name);
        }

        SymScalar? result = (function.Name, arguments.Length) switch
        {
            ("plus", >= 1) => Fold(function, arguments, conditions, (a, b, c) => Sum(function, a, b, 1, c)),
            ("minus", 1) or ("neg", 1) => Negated(arguments[0], conditions),
            ("minus", >= 2) => Fold(function, arguments, conditions, (a, b, c) => Sum(function, a, b, -1, c)),
            ("mult", >= 1) => Fold(function, arguments, conditions, (a, b, c) => Product(function, a, b, c)),
            ("divide", 2) => Quotient(function, arguments[0], arguments[1], conditions),
            ("abs", 1) => InRange(arguments[0] with { Value = Linear.Of(Atom.Abs(arguments[0].Value)) }, conditions),
            ("min2", 2) when arguments[0].Kind == arguments[1].Kind => arguments[0] with { Value = Pick(arguments, Atom.Min) },
            ("max2", 2) when arguments[0].Kind == arguments[1].Kind => arguments[0] with { Value = Pick(arguments, Atom.Max) },
            ("to_dec8", 1) when arguments[0].Kind == SymKind.Number => InRange(new SymScalar(SymKind.Decimal, arguments[0].Value * Dec8.Scale), conditions),
            ("to_dec8", 1) when arguments[0].Kind == SymKind.Decimal => arguments[0],
            ("to_number", 1) when arguments[0].Kind == SymKind.Number => arguments[0],
            ("to_float64", 1) => ToFloat(function, arguments[0]),
            _ => null,
        };
        return (Sym?)result ?? Opaque(function, arguments, type, conditions);
    }

    private static Linear Pick(SymScalar[] arguments, Func<Linear, Linear, Atom> pick) =>
        arguments[0].Value.ToString() == arguments[1].Value.ToString() ? arguments[0].Value : Linear.Of(pick(arguments[0].Value, arguments[1].Value));

    private static SymScalar? Fold(ScalarFunction function, SymScalar[] arguments, List<string> conditions, Func<SymScalar, SymScalar, List<string>, SymScalar?> step)
    {
        _ = function;
        SymScalar? result = arguments[0];
        for (int i = 1; i < arguments.Length && result is not null; i++)
        {
            result = step(result, arguments[i], conditions);
        }

        return result;
    }

    private static SymScalar InRange(SymScalar value, List<string> conditions)
    {
        if (value.Kind != SymKind.Float)
        {
            conditions.Add(Scene.InRange(value.Value));
        }

        return value;
    }

    /// <summary>True when the value is known now; a null value then means that the function fails.</summary>
    private bool TryFold(ScalarFunction function, SymScalar[] arguments, out Sym? folded)
    {
        Value[] values = [.. arguments.Select(static a => ValueOf(a.Kind, a.Value.Constant))];
        folded = function.TryApply(values, out Value value) ? scene.Constant(value) : null;
        return true;
    }

    /// <summary>False for codes, and for numbers that the language cannot hold: fractions of what is counted whole, too.</summary>
    public static bool Fits(SymKind kind, Rational value) => kind switch
    {
        SymKind.Code => false,
        SymKind.Float => double.IsFinite(value.ToDouble()),
        _ => value.Denominator.IsOne && value.CompareTo(long.MinValue) >= 0 && value.CompareTo(long.MaxValue) <= 0,
    };

    public static Value ValueOf(SymKind kind, Rational value) => kind switch
    {
        SymKind.Float => Value.TryFloat64(value.ToDouble(), out Value real) ? real : Value.Float64(0),
        SymKind.Decimal => Value.Decimal(new Dec8((long)value.Numerator)),
        SymKind.Time => Value.Time((long)value.Numerator),
        SymKind.Duration => Value.Duration((long)value.Numerator),
        _ => Value.Number((long)value.Numerator),
    };

    private SymScalar Sum(ScalarFunction function, SymScalar a, SymScalar b, int sign, List<string> conditions)
    {
        Linear exact = a.Value + (b.Value * sign);
        if (a.Kind == SymKind.Float)
        {
            return a.Value.IsConstant && a.Value.Constant.IsZero ? b with { Value = exact } : b.Value.IsConstant && b.Value.Constant.IsZero ? a : Rounded(function, [a, b], exact, Smt.True);
        }

        SymKind kind = (a.Kind, b.Kind, sign) switch
        {
            (SymKind.Time, SymKind.Time, -1) => SymKind.Duration,
            (SymKind.Time, _, _) or (_, SymKind.Time, _) => SymKind.Time,
            _ => a.Kind,
        };
        return InRange(new SymScalar(kind, exact), conditions);
    }

    private static SymScalar Negated(SymScalar a, List<string> conditions) => InRange(a with { Value = a.Value * -1 }, conditions);

    private SymScalar? Product(ScalarFunction function, SymScalar a, SymScalar b, List<string> conditions)
    {
        bool constant = a.Value.IsConstant || b.Value.IsConstant;
        (Linear factor, Linear other) = a.Value.IsConstant ? (a.Value, b.Value) : (b.Value, a.Value);
        if (a.Kind == SymKind.Float)
        {
            return constant ? Rounded(function, [a, b], other * factor.Constant, Smt.True) : FloatProduct(function, a, b);
        }

        SymKind kind = a.Kind == SymKind.Duration ? a.Kind : b.Kind;
        if (kind != SymKind.Decimal)
        {
            return InRange(constant ? new SymScalar(kind, other * factor.Constant) : Times(function, a, b, kind, 1), conditions);
        }

        return InRange(constant && (factor.Constant.Numerator % Dec8.Scale).IsZero
            ? new SymScalar(kind, other * (factor.Constant.Numerator / Dec8.Scale))
            : Times(function, a, b, kind, Dec8.Scale), conditions);
    }

    /// <summary>|2·(X·Y - scale·P)| &lt;= scale, that is P = X·Y / scale within half a unit.</summary>
    private SymScalar Times(ScalarFunction function, SymScalar a, SymScalar b, SymKind kind, long scale)
    {
        bool constant = a.Value.IsConstant || b.Value.IsConstant;
        string name = $"mul_{kind}";
        SymScalar result = new(kind, Linear.Of(new Atom($"({name} {a.Value} {b.Value})", false, AtomKind.Product, a.Value, b.Value)));
        string exact = constant ? OfConstant(a.Value, b.Value, result.Value, scale) : OfUnknowns(a.Value, b.Value, result.Value, scale);
        return scene.Apply(
            new Application(function, [a, b], result, constant ? Smt.True : exact, constant ? null : factor => TimesAt(factor, a, b, result, scale), scale == 1 ? 2 : 100 * scale),
            () => constant ? exact : Signs(a.Value, b.Value, result.Value),
            $"(declare-fun {name} (Int Int) Int)");
    }

    private static string OfUnknowns(Linear a, Linear b, Linear result, long scale)
    {
        string product = $"(* {a} {b})", distance = $"(* 2 (- {product} (* {scale} {result})))";
        return scale == 1 ? $"(= {result} {product})" : $"(and (<= (- {scale}) {distance}) (<= {distance} {scale}))";
    }

    private static string OfConstant(Linear a, Linear b, Linear result, long scale) =>
        a.IsConstant ? Ratio(b * a.Constant, result * scale, scale) : Ratio(a * b.Constant, result * scale, scale);

    /// <summary>With a known second factor the product is linear: |2·(X·F - scale·P)| &lt;= scale.</summary>
    private static string TimesAt(Rational factor, SymScalar a, SymScalar b, SymScalar result, long scale) =>
        Smt.And(Comparing.Compare(ComparisonOperator.Equal, b.Value, Linear.Of(factor)), Ratio(a.Value * factor, result.Value * scale, scale));

    /// <summary>With a known divisor the quotient is linear: |2·(X·S - Q·Y)| &lt;= |Y|.</summary>
    private static string QuotientAt(Rational divisor, SymScalar a, SymScalar b, SymScalar result) => divisor.IsZero ? Smt.False : Smt.And(
        Comparing.Compare(ComparisonOperator.Equal, b.Value, Linear.Of(divisor)),
        Ratio(a.Value * Dec8.Scale, result.Value * divisor, divisor.Sign < 0 ? -divisor : divisor));

    /// <summary>Two whole expressions lie at most half a unit apart. A common factor is divided out, because large coefficients cost the solver much.</summary>
    private static string Ratio(Linear exact, Linear rounded, Rational unit)
    {
        Linear distance = exact - rounded;
        BigInteger common = distance.Terms.Select(static t => t.Factor.Numerator).Append(distance.Constant.Numerator).Append(unit.Numerator).Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
        return Within(distance * new Rational(1, common), (unit / (2 * common)).Floor());
    }

    private static string Within(Linear distance, Rational bound) => Smt.And(
        Comparing.Compare(ComparisonOperator.LessOrEqual, distance, Linear.Of(bound)),
        Comparing.Compare(ComparisonOperator.GreaterOrEqual, distance, Linear.Of(-bound)));

    private static string FloatTimesAt(Rational factor, SymScalar a, SymScalar b, SymScalar result) =>
        Smt.And(Comparing.Compare(ComparisonOperator.Equal, b.Value, Linear.Of(factor, isReal: true)), Near(result.Value.ToString(), (a.Value * factor).ToString()));

    private SymScalar? Quotient(ScalarFunction function, SymScalar a, SymScalar b, List<string> conditions)
    {
        conditions.Add(Comparing.Compare(ComparisonOperator.NotEqual, b.Value, Linear.Of(0, b.Value.IsReal)));
        if (a.Kind == SymKind.Float)
        {
            return b.Value.IsConstant && !b.Value.Constant.IsZero ? Rounded(function, [a, b], a.Value * (1 / b.Value.Constant), Smt.True) : FloatQuotient(function, a, b, a.Value.ToString(), b.Value.ToString());
        }

        return a.Kind == SymKind.Decimal
            ? InRange(DecimalQuotient(function, a, b), conditions)
            : FloatQuotient(function, a, b, $"(to_real {a.Value})", $"(to_real {b.Value})");
    }

    private SymScalar DecimalQuotient(ScalarFunction function, SymScalar a, SymScalar b)
    {
        SymScalar result = new(SymKind.Decimal, Linear.Of(new Atom($"(div_Decimal {a.Value} {b.Value})", false, AtomKind.Quotient, a.Value, b.Value)));
        string distance = $"(* 2 (- {a.Value * Dec8.Scale} (* {result.Value} {b.Value})))";
        string within = b.Value.IsConstant ? Ratio(a.Value * Dec8.Scale, result.Value * b.Value.Constant, b.Value.Constant.Sign < 0 ? -b.Value.Constant : b.Value.Constant)
            : $"(and (=> (> {b.Value} 0) (and (<= (- {b.Value}) {distance}) (<= {distance} {b.Value}))) (=> (< {b.Value} 0) (and (<= {b.Value} {distance}) (<= {distance} (- {b.Value})))))";
        return scene.Apply(
            new Application(function, [a, b], result, b.Value.IsConstant ? Smt.True : within, b.Value.IsConstant ? null : divisor => QuotientAt(divisor, a, b, result), 100 * Dec8.Scale),
            () => b.Value.IsConstant ? within : Interval.Of(result.Value) is { Low: not null, High: not null } ? Smt.True : Smt.And(Signs(a.Value, b.Value, result.Value), Smt.Implies(Scene.InRange(result.Value), Plainly(result.Value))),
            "(declare-fun div_Decimal (Int Int) Int)");
    }

    /// <summary>In range, said of the quotient itself and not multiplied out: what else is said of it can use this.</summary>
    private static string Plainly(Linear quotient) => $"(and (<= {((Rational)long.MinValue).ToSmt(false)} {quotient}) (<= {quotient} {long.MaxValue}))";

    /// <summary>The sign of a rounded product or quotient, as far as rounding to 0 leaves it.</summary>
    private static string Signs(Linear a, Linear b, Linear result) =>
        $"(and (=> (or (and (>= {a} 0) (> {b} 0)) (and (<= {a} 0) (< {b} 0))) (>= {result} 0)) (=> (or (and (<= {a} 0) (> {b} 0)) (and (>= {a} 0) (< {b} 0))) (<= {result} 0)))";

    private SymScalar FloatProduct(ScalarFunction function, SymScalar a, SymScalar b)
    {
        SymScalar result = Real("fl_mult", [a, b]);
        string exact = $"(* {a.Value} {b.Value})";
        string signs = $"(and (=> (or (and (>= {a.Value} 0.0) (>= {b.Value} 0.0)) (and (<= {a.Value} 0.0) (<= {b.Value} 0.0))) (>= {result.Value} 0.0)) (=> (or (and (>= {a.Value} 0.0) (<= {b.Value} 0.0)) (and (<= {a.Value} 0.0) (>= {b.Value} 0.0))) (<= {result.Value} 0.0)))";
        return scene.Apply(new Application(function, [a, b], result, Near(result.Value.ToString(), exact), factor => FloatTimesAt(factor, a, b, result), 1), () => signs, "(declare-fun fl_mult (Real Real) Real)");
    }

    private SymScalar FloatQuotient(ScalarFunction function, SymScalar a, SymScalar b, string x, string y)
    {
        string name = a.Kind == SymKind.Float ? "fl_div" : "fl_ratio";
        SymScalar result = Real(name, [a, b]);
        string nonlinear = Smt.Implies(Smt.Not($"(= {y} 0.0)"), $"(let ((slack (* {_rounding.ToSmt(true)} (ite (>= {x} 0.0) {x} (- {x})))) (off (- (* {result.Value} {y}) {x}))) (and (<= (- slack) off) (<= off slack)))");
        string sort = a.Kind == SymKind.Float ? "Real" : "Int";
        return scene.Apply(new Application(function, [a, b], result, nonlinear), static () => Smt.True, $"(declare-fun {name} ({sort} {sort}) Real)");
    }

    private SymScalar ToFloat(ScalarFunction function, SymScalar a)
    {
        if (a.Kind == SymKind.Float)
        {
            return a;
        }

        Linear whole = Linear.Of(new Atom($"(to_real {a.Value})", true));
        return Rounded(function, [a], a.Kind == SymKind.Decimal ? whole * new Rational(1, Dec8.Scale) : whole, Smt.True);
    }

    /// <summary>A float result near an exact linear expression.</summary>
    private SymScalar Rounded(ScalarFunction function, SymScalar[] arguments, Linear exact, string nonlinear)
    {
        string sorts = string.Join(' ', arguments.Select(static a => a.Value.IsReal ? "Real" : "Int"));
        string name = $"fl_{function.Name}_{sorts.Replace(' ', '_')}";
        SymScalar result = Real(name, arguments);
        return scene.Apply(new Application(function, arguments, result, nonlinear), () => Near(result.Value.ToString(), exact.ToString()), $"(declare-fun {name} ({sorts}) Real)");
    }

    private SymScalar Real(string name, SymScalar[] arguments) =>
        new(SymKind.Float, scene.Scaled(Linear.Of(new Atom($"({name} {string.Join(' ', arguments.Select(static a => a.Value.ToString()))})", true))));

    /// <summary>Within one part in 2^53, and never on the other side of 0. (Near 0 a double has fewer digits: 2^-100 is added, far more than is needed, so that the solver is spared long numbers.)</summary>
    private static string Near(string result, string exact)
    {
        string up = (new Rational(1, 1) + _rounding).ToSmt(true), down = (new Rational(1, 1) - _rounding).ToSmt(true), tiny = new Rational(1, BigInteger.One << 100).ToSmt(true);
        return $"(let ((x {exact}) (r {result})) (and (=> (>= x 0.0) (and (>= r 0.0) (<= (- (* {down} x) {tiny}) r) (<= r (+ (* {up} x) {tiny})))) (=> (<= x 0.0) (and (<= r 0.0) (<= (- (* {up} x) {tiny}) r) (<= r (+ (* {down} x) {tiny}))))))";
    }

    /// <summary>A function that is not interpreted: equal arguments give equal results.</summary>
    private Sym Opaque(ScalarFunction function, SymScalar[] arguments, BoundType type, List<string> conditions)
    {
        scene.Simplifications.Add($"the result of '{function.Name}' is taken as any value of its type");
        SymKind kind = Scene.KindOf(type);
        if (type.Kind == TypeKind.Struct)
        {
            return scene.Unknown(type, function.Name);
        }

        string sorts = string.Join(' ', arguments.Select(static a => a.Value.IsReal ? "Real" : "Int"));
        string name = $"fn_{string.Concat(function.Name.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '_'))}_{arguments.Length}_{sorts.Replace(' ', '_')}_{kind}";
        SymScalar result = new(kind, Linear.Of(new Atom($"({name} {string.Join(' ', arguments.Select(static a => a.Value.ToString()))})", kind == SymKind.Float)));
        string domain = kind switch { SymKind.Float => Smt.True, SymKind.Code => scene.Codes.Domain(type, result.Value.ToString()), _ => Scene.InRange(result.Value) };
        conditions.Add(Smt.True);
        return scene.Apply(new Application(function, arguments, result, Smt.True), () => domain, $"(declare-fun {name} ({sorts}) {(kind == SymKind.Float ? "Real" : "Int")})");
    }
}
