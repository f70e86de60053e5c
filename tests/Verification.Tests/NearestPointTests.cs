using System.Globalization;
using System.Text;

namespace CryptoScalp.Rules.Verification.Tests;

/// <summary>What is worked out without the solver is held to enumeration, and to the solver.</summary>
public sealed class NearestPointTests
{
    private const int Numbers = 3;
    private const int Choices = 3;
    private const int Far = 2;

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
            Case made = Case.Make(random, isWhole: true);

            Nearness found = made.Nearest();

            Rational? least = made.Enumerated();
            if (least is not { } cheapest)
            {
                continue; // what cannot be met may still look as if it could
            }

            Assert.True(found.Least is { } bound && bound.CompareTo(cheapest) <= 0, $"{found.Least} > {cheapest}: {made}");
            if (found.Point is { } point && point.Cost.Equals(found.Least!.Value))
            {
                exact++;
                Assert.True(made.Holds([.. point.Numbers.Select(static n => (int)n.Numerator)], [.. Enumerable.Range(0, Choices).Select(point.Chooses)]), made.ToString());
                Assert.Equal(cheapest, point.Cost);
            }
        }

        Assert.InRange(exact, 30, 100);
    }

    /// <summary>Below the bound the solver finds nothing, nor within the budget where the needs cannot be met; a point at the bound is the limit of states that it does find.</summary>
    [Fact]
    public void Over_reals_the_solver_finds_nothing_cheaper()
    {
        Random random = new(11);
        using Z3Context solver = new(SolverLimits.Default);
        int exact = 0;
        for (int i = 0; i < 250; i++)
        {
            Case made = Case.Make(random, isWhole: false);

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

        Assert.InRange(exact, 60, 250);
    }

    /// <summary>Needs over three numbers and three truth values, as assertions.</summary>
    private sealed class Case
    {
        private readonly List<string> _assertions = [];
        private readonly List<SExpression> _terms = [];
        private readonly FreeParts _parts = new();
        private readonly bool _isWhole;
        private readonly int[] _old = new int[Numbers], _unit = new int[Numbers], _tolls = new int[Choices];

        private Case(bool isWhole) => _isWhole = isWhole;

        public static Case Make(Random random, bool isWhole)
        {
            Case made = new(isWhole);
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
            return NearestPoint.Find(_parts, _assertions.Select(a => reader.Read(SExpression.Parse(a))), null, 100);
        }

        /// <summary>The cost of the cheapest state; null when none of those tried holds.</summary>
        public Rational? Enumerated()
        {
            Rational? least = null;
            int[] numbers = new int[Numbers];
            int width = (2 * Far) + 1, all = width * width * width;
            for (int i = 0; i < all << Choices; i++)
            {
                bool[] choices = [(i & 1) != 0, (i & 2) != 0, (i & 4) != 0];
                for (int n = 0, rest = i >> Choices; n < Numbers; n++, rest /= width)
                {
                    numbers[n] = (rest % width) - Far;
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

            _assertions.ForEach(a => text.Append(CultureInfo.InvariantCulture, $"(assert {a})\n"));
            string costs = string.Join(' ', Enumerable.Range(0, Numbers).Select(i => $"(* (/ 1.0 {_unit[i]}.0) m{i})").Concat(Enumerable.Range(0, Choices).Select(i => $"(ite g{i} {(i == 0 ? 0 : _tolls[i])}.0 {(i == 0 ? _tolls[i] : 0)}.0)")));
            return $"{text}(assert (= total (+ {costs})))\n(assert {total})\n(check-sat)\n(pop)\n";
        }

        public override string ToString() => $"{string.Join(' ', _assertions)} from {string.Join(',', _old)} units {string.Join(',', _unit)} tolls {string.Join(',', _tolls)}";

        private static string Real(int value) => new Rational(value, 1).ToSmt(isReal: true);

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
            string[] terms = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => $"(* {Number(random.Next(1, 3) * (random.Next(2) == 0 ? -1 : 1))} x{random.Next(Numbers)})")];
            string[] comparisons = _isWhole ? [">", ">=", "<", "<=", "="] : [">=", "<="];
            return $"({comparisons[random.Next(comparisons.Length)]} (+ {string.Join(' ', terms)} 0{point}) {Number(random.Next(-6, 7))})";
        }

        private static bool Truth(SExpression term, int[] numbers, bool[] choices) => term.Word is { } word
            ? choices[word[1] - '0']
            : term[0].Word switch
            {
                "not" => !Truth(term[1], numbers, choices),
                "and" => term.Items.Skip(1).All(t => Truth(t, numbers, choices)),
                "or" => term.Items.Skip(1).Any(t => Truth(t, numbers, choices)),
                "=>" => !Truth(term[1], numbers, choices) || Truth(term[2], numbers, choices),
                ">" => Value(term[1], numbers) > Value(term[2], numbers),
                ">=" => Value(term[1], numbers) >= Value(term[2], numbers),
                "<" => Value(term[1], numbers) < Value(term[2], numbers),
                "<=" => Value(term[1], numbers) <= Value(term[2], numbers),
                _ => Value(term[1], numbers) == Value(term[2], numbers),
            };

        private static int Value(SExpression term, int[] numbers) => term.Word is { } word
            ? word[0] == 'x' ? numbers[word[1] - '0'] : int.Parse(word, CultureInfo.InvariantCulture)
            : term[0].Word switch
            {
                "+" => term.Items.Skip(1).Sum(t => Value(t, numbers)),
                "*" => Value(term[1], numbers) * Value(term[2], numbers),
                _ => -Value(term[1], numbers),
            };
    }
}
