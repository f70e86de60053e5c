using System.Globalization;
using System.Text;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>What is worked out without the solver is held to enumeration, and to the solver.</summary>
public sealed class NearestPointTests
{
    private const int Numbers = 3;
    private const int Choices = 3;
    private const int Far = 2;
    private const int Unknowns = 2;

    /// <summary>Whole numbers from -2 to 2, and three truth values with tolls: every state is tried.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_state_is_cheaper_than_the_bound_and_a_point_at_the_bound_is_the_cheapest_state(int seed)
    {
        Random random = new(seed);
        int exact = 0;
        for (int i = 0; i < 100; i++)
        {
            exact += IsExact(Case.Make(random, isWhole: true)) ? 1 : 0;
        }

        Assert.InRange(exact, 30, 100);
    }

    /// <summary>With two unknowns in between, which are the smaller or larger of numbers, a sum of them, one or another as a truth value says, or any of some.</summary>
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(24)]
    public void Nor_where_needs_go_through_unknowns_in_between(int seed)
    {
        Random random = new(seed);
        int exact = 0;
        for (int i = 0; i < 25; i++)
        {
            exact += IsExact(Case.Make(random, isWhole: true, hasUnknowns: true)) ? 1 : 0;
        }

        Assert.InRange(exact, 8, 25);
    }

    /// <summary>Below the bound the solver finds nothing, nor within the budget where the needs cannot be met; a point at the bound is the limit of states that it does find.</summary>
    [Fact]
    public void Over_reals_the_solver_finds_nothing_cheaper()
    {
        Random random = new(11);
        using Z3Context solver = new(SolverLimits.Default);
        int exact = 0;
        for (int i = 0; i < 500; i++)
        {
            Case made = Case.Make(random, isWhole: false, hasUnknowns: i >= 250);

            Nearness found = made.Nearest();

            Assert.Equal("unsat", solver.Evaluate(made.Question(found.Least is { } bound ? $"(< total {bound.ToSmt(isReal: true)})" : "(<= total 100.0)")));
            if (found.Point is { } point && point.Cost.Equals(found.Least!.Value) && point.IsMet)
            {
                exact++;
                Rational near = point.Cost + new Rational(1, 1000);
                string answer = solver.Evaluate(made.Question($"(<= total {near.ToSmt(isReal: true)})"));
                Assert.True(answer == "sat" || made.MayTouchEdges, made.ToString());
            }
        }

        Assert.InRange(exact, 120, 500);
    }

    /// <summary>An unknown that is half of a number may come out between two whole ones; it is then no value that could be shown to the engine.</summary>
    [Fact]
    public void A_fraction_is_no_value_of_what_is_counted_whole()
    {
        Assert.False(ArithmeticEncoder.Fits(SymKind.Number, new Rational(1, 2)));
        Assert.False(ArithmeticEncoder.Fits(SymKind.Decimal, new Rational(long.MaxValue, 3)));
        Assert.True(ArithmeticEncoder.Fits(SymKind.Decimal, 7));
        Assert.True(ArithmeticEncoder.Fits(SymKind.Float, new Rational(1, 2)));
    }

    /// <summary>What products and quotients of whole numbers come to lies within the bounds that follow from those of their arguments.</summary>
    [Theory]
    [InlineData("mul_Number", "mult")]
    [InlineData("mul_Decimal", "mult")]
    [InlineData("div_Decimal", "divide")]
    public void Functions_stay_within_their_ranges(string function, string name)
    {
        Random random = new(5);
        ScalarFunction applied = BuiltinTable.FindFunction(name)!;
        for (int i = 0; i < 400; i++)
        {
            SymKind kind = function == "mul_Number" ? SymKind.Number : SymKind.Decimal;
            long[] from = [random.NextInt64(-50, 50), random.NextInt64(-50, 50)], to = [from[0] + random.NextInt64(9), from[1] + random.NextInt64(9)];
            Bounds range = FunctionRanges.Of(function, [new Bounds(from[0], to[0]), new Bounds(from[1], to[1])], 1);
            for (long x = from[0]; x <= to[0]; x++)
            {
                for (long y = from[1]; y <= to[1]; y++)
                {
                    Value[] arguments = [ArithmeticEncoder.ValueOf(kind, x), ArithmeticEncoder.ValueOf(kind, y)];
                    Assert.True(!applied.TryApply(arguments, out Value value) || range.Holds(value.AsInt64), $"{name}({x}, {y}) = {value} is not within {range}");
                }
            }
        }
    }

    /// <returns>True when a point was found at the bound, which is then the cheapest state.</returns>
    private static bool IsExact(Case made)
    {
        Nearness found = made.Nearest();
        if (made.Enumerated() is not { } cheapest)
        {
            return false; // what cannot be met may still look as if it could
        }

        Assert.True(found.Least is { } bound && bound.CompareTo(cheapest) <= 0, $"{found.Least} > {cheapest}: {made}");
        if (found.Point is not { } point || !point.Cost.Equals(found.Least!.Value))
        {
            return false;
        }

        Assert.True(made.Holds(made.NumbersAt(point), [.. Enumerable.Range(0, Choices).Select(point.Chooses)]), made.ToString());
        Assert.Equal(cheapest, point.Cost);
        return true;
    }

    /// <summary>Needs over three numbers and three truth values, and perhaps two unknowns, as assertions.</summary>
    private sealed class Case
    {
        private readonly List<string> _assertions = [];
        private readonly List<SExpression> _terms = [];
        private readonly FreeParts _parts = new();
        private readonly bool _isWhole, _hasUnknowns;
        private readonly int[] _old = new int[Numbers], _unit = new int[Numbers], _tolls = new int[Choices];

        private Case(bool isWhole, bool hasUnknowns) => (_isWhole, _hasUnknowns) = (isWhole, hasUnknowns);

        public static Case Make(Random random, bool isWhole, bool hasUnknowns = false)
        {
            Case made = new(isWhole, hasUnknowns);
            for (int i = 0; i < Numbers; i++)
            {
                (made._old[i], made._unit[i]) = (random.Next(-Far, Far + 1), random.Next(1, 4));
                made._parts.Add(new FreeNumber($"x{i}", made._old[i], made._unit[i], isWhole));
            }

            for (int i = 0; i < Choices; i++)
            {
                made._tolls[i] = random.Next(0, 3);
                made._parts.Add($"g{i}", free: i == 0, made._tolls[i]);
                made._parts.ChoiceOf($"g{i}");
            }

            made._assertions.AddRange(Enumerable.Range(0, isWhole ? Numbers : 0).Select(static i => $"(and (<= (- {Far}) x{i}) (<= x{i} {Far}))"));
            if (hasUnknowns)
            {
                made.Define(random);
            }

            int count = random.Next(1, 6);
            for (int i = 0; i < count; i++)
            {
                made._assertions.Add(made.Term(random, 2));
            }

            made._terms.AddRange(made._assertions.Select(SExpression.Parse));
            return made;
        }

        public Nearness Nearest()
        {
            NeedReader reader = new(_parts);
            Need[] needs = [.. _assertions.SelectMany(a => reader.TakeDefined().Prepend(reader.Read(SExpression.Parse(a)))), .. reader.TakeDefined()];
            return NearestPoint.Find(_parts, needs, null, 100);
        }

        /// <summary>The three numbers and the unknowns.</summary>
        public int[] NumbersAt(MovedPoint point)
        {
            IEnumerable<string> names = [.. Enumerable.Range(0, Numbers).Select(static i => $"x{i}"), .. Enumerable.Range(0, _hasUnknowns ? Unknowns : 0).Select(static i => $"u{i}")];
            return [.. names.Select(n => _parts.Find(n, out int number) ? (int)point.Numbers[number].Numerator : 0)];
        }

        /// <summary>The cost of the cheapest state; null when none of those tried holds.</summary>
        public Rational? Enumerated()
        {
            Rational? least = null;
            int[] numbers = new int[Numbers + (_hasUnknowns ? Unknowns : 0)];
            int all = Enumerable.Range(0, numbers.Length).Aggregate(1, static (product, n) => product * Width(n));
            for (int i = 0; i < all << Choices; i++)
            {
                bool[] choices = [(i & 1) != 0, (i & 2) != 0, (i & 4) != 0];
                for (int n = 0, rest = i >> Choices; n < numbers.Length; rest /= Width(n++))
                {
                    numbers[n] = (rest % Width(n)) - (Width(n) / 2);
                }

                Rational cost = Enumerable.Range(0, Numbers).Aggregate(new Rational(0, 1), (sum, n) => sum + new Rational(Math.Abs(numbers[n] - _old[n]), _unit[n]));
                cost += Enumerable.Range(0, Choices).Sum(c => choices[c] == (c == 0) ? 0 : _tolls[c]);
                least = (least is { } best && best.CompareTo(cost) <= 0) || !Holds(numbers, choices) ? least : cost;
            }

            return least;
        }

        public bool Holds(int[] numbers, bool[] choices) => _terms.TrueForAll(t => Truth(t, numbers, choices));

        /// <summary>True where an edge that has to be crossed may be one that must not be.</summary>
        public bool MayTouchEdges => _assertions.Exists(static a => a.Contains("(=>", StringComparison.Ordinal));

        /// <summary>Whether there is a state whose total cost is as asked for.</summary>
        public string Question(string total)
        {
            StringBuilder text = new("(push)\n(declare-const total Real)\n");
            for (int i = 0; i < Numbers; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"(declare-const x{i} Real)\n(declare-const m{i} Real)\n(assert (and (>= m{i} (- x{i} {Real(_old[i])})) (>= m{i} (- {Real(_old[i])} x{i}))))\n");
            }

            for (int i = 0; i < Choices; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"(declare-const g{i} Bool)\n");
            }

            for (int i = 0; i < Unknowns; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"(declare-const u{i} Real)\n");
            }

            _assertions.ForEach(a => text.Append(CultureInfo.InvariantCulture, $"(assert {a})\n"));
            string costs = string.Join(' ', Enumerable.Range(0, Numbers).Select(i => $"(* (/ 1.0 {_unit[i]}.0) m{i})").Concat(Enumerable.Range(0, Choices).Select(i => $"(ite g{i} {(i == 0 ? 0 : _tolls[i])}.0 {(i == 0 ? _tolls[i] : 0)}.0)")));
            return $"{text}(assert (= total (+ {costs})))\n(assert {total})\n(check-sat)\n(pop)\n";
        }

        public override string ToString() => $"{string.Join(' ', _assertions)} from {string.Join(',', _old)} units {string.Join(',', _unit)} tolls {string.Join(',', _tolls)}";

        private static string Real(int value) => new Rational(value, 1).ToSmt(isReal: true);

        /// <summary>How many values of a number are tried: a sum of two goes as far as both.</summary>
        private static int Width(int number) => ((number == Numbers ? 4 : 2) * Far) + 1;

        /// <summary>What the unknowns are: the first by definition, the second one of two numbers, where it may be the first only if a truth value holds.</summary>
        private void Define(Random random)
        {
            for (int i = 0; i < Unknowns; i++)
            {
                _parts.Declare($"(declare-const u{i} {(_isWhole ? "Int" : "Real")})");
            }

            string X() => $"x{random.Next(Numbers)}";
            (string a, string b, string g) = (X(), X(), $"g{random.Next(Choices)}");
            _assertions.Add(random.Next(4) switch
            {
                0 => $"(= u0 (ite (<= {a} {b}) {a} {b}))",
                1 => $"(= u0 (ite (>= {a} {b}) {a} {b}))",
                2 => $"(= u0 (ite {g} {a} {b}))",
                _ => $"(let ((a {a}) (b {b})) (= u0 (+ a b)))",
            });
            _assertions.Add($"(or (and {g} (= u1 {X()})) (= {X()} u1))");
        }

        private string Term(Random random, int depth)
        {
            int kind = random.Next(depth > 0 ? 6 : 3);
            return kind switch
            {
                0 => random.Next(2) == 0 ? $"g{random.Next(Choices)}" : $"(not g{random.Next(Choices)})",
                1 or 2 => Sum(random),
                3 => $"(and {Term(random, depth - 1)} {Term(random, depth - 1)})",
                4 => $"(or {Term(random, depth - 1)} {Term(random, depth - 1)} {Term(random, depth - 1)})",
                _ => $"(=> {Term(random, depth - 1)} {Term(random, depth - 1)})",
            };
        }

        private string Sum(Random random)
        {
            string point = _isWhole ? "" : ".0";
            string Number(int value) => value < 0 ? $"(- {-value}{point})" : $"{value}{point}";
            string[] terms = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => $"(* {Number(random.Next(1, 3) * (random.Next(2) == 0 ? -1 : 1))} {Variable(random)})")];
            string[] comparisons = _isWhole ? [">", ">=", "<", "<=", "="] : [">=", "<="];
            return $"({comparisons[random.Next(comparisons.Length)]} (+ {string.Join(' ', terms)} 0{point}) {Number(random.Next(-6, 7))})";
        }

        private string Variable(Random random) => random.Next(_hasUnknowns ? Numbers + Unknowns : Numbers) is var n && n < Numbers ? $"x{n}" : $"u{n - Numbers}";

        private static bool Truth(SExpression term, int[] numbers, bool[] choices) => term.Word is { } word
            ? choices[word[1] - '0']
            : term[0].Word switch
            {
                "not" => !Truth(term[1], numbers, choices),
                "and" => term.Items.Skip(1).All(t => Truth(t, numbers, choices)),
                "or" => term.Items.Skip(1).Any(t => Truth(t, numbers, choices)),
                "let" => Truth(term[2].Replace(term[1].Items.ToDictionary(static b => b[0].Word!, static b => b[1])), numbers, choices),
                "=>" => !Truth(term[1], numbers, choices) || Truth(term[2], numbers, choices),
                ">" => Value(term[1], numbers, choices) > Value(term[2], numbers, choices),
                ">=" => Value(term[1], numbers, choices) >= Value(term[2], numbers, choices),
                "<" => Value(term[1], numbers, choices) < Value(term[2], numbers, choices),
                "<=" => Value(term[1], numbers, choices) <= Value(term[2], numbers, choices),
                _ => Value(term[1], numbers, choices) == Value(term[2], numbers, choices),
            };

        private static int Value(SExpression term, int[] numbers, bool[] choices) => term.Word is { } word
            ? word[0] is 'x' or 'u' ? numbers[word[1] - '0' + (word[0] == 'u' ? Numbers : 0)] : int.Parse(word, CultureInfo.InvariantCulture)
            : term[0].Word switch
            {
                "+" => term.Items.Skip(1).Sum(t => Value(t, numbers, choices)),
                "ite" => Value(Truth(term[1], numbers, choices) ? term[2] : term[3], numbers, choices),
                "*" => Value(term[1], numbers, choices) * Value(term[2], numbers, choices),
                _ => -Value(term[1], numbers, choices),
            };
    }
}
