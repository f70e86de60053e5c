using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain.Tests;

/// <summary>A program and what happens when, after which <c>goal("T")</c> fails for one reason of time or memory that the generator knows.</summary>
/// <param name="Kind">Names the kind of reason.</param>
/// <param name="Rules">Declarations and rules.</param>
/// <param name="Changes">Facts given (true) and taken, in the order of time, nanoseconds.</param>
/// <param name="WholeAt">A moment, after the changes up to it, at which the goal holds.</param>
/// <param name="AskedAt">The moment of the question.</param>
/// <param name="RuleId">The rule in which the first cause stands.</param>
/// <param name="Distance">What the report must say of the distance, word for word.</param>
internal sealed record TimedSituation(
    string Kind, string Rules, IReadOnlyList<(long At, Fact Fact, bool IsGiven)> Changes, long WholeAt, long AskedAt, string RuleId, string Distance)
{
    private const string Declarations = """
        Decl p(S, X) descr [extensional()] bound [/string, /number].
        Decl here(S) descr [extensional()] bound [/string].

        """;

    /// <summary>The kinds in turn; times are whole microseconds, so that distances have many digits.</summary>
    public static TimedSituation Generate(int seed)
    {
        Random random = new(seed);
        return (seed % 8) switch
        {
            0 => Expired(random),
            1 => LeftWindow(random),
            2 => WindowSum(random),
            3 => EndedPast(random),
            4 => Hysteresis(random),
            5 => HeldTooShort(random),
            6 => StoppedHolding(random),
            _ => Stored(random),
        };
    }

    private static TimedSituation Expired(Random random)
    {
        long ttl = Micros(random, 100_000), given = Micros(random, 1_000), late = Micros(random, 90_000);
        return Make(
            "ttl", $"Decl q(S) descr [extensional(), ttl({Text(ttl)})] bound [/string].\n{Goal("q(S)")}",
            [(given, Q("T"), true), (given + 1, Q("U"), true)], given + 1, given + ttl + late, "g", $"expired {Text(late)} before, given at {given}");
    }

    private static TimedSituation LeftWindow(Random random)
    {
        long width = Micros(random, 100_000), given = Micros(random, 1_000), late = Micros(random, 90_000);
        return Make(
            "window", $"#[id(\"w\")]\nsum(S, A) :- p(S, X) over [0s, {Text(width)}] |> do fn:group_by(S), let A = fn:sum(X).\n{Goal("sum(S, A), A > 1")}",
            [(given, P("T", 7), true), (given + 1, P("U", 7), true)], given + 1, given + width + late, "w", $"left the window {Text(late)} before, it happened at {given}");
    }

    private static TimedSituation WindowSum(Random random)
    {
        long width = Micros(random, 100_000);
        int old = random.Next(1, 500), young = old + random.Next(1, 500), threshold = random.Next(young, old + young), missing = threshold - young;
        return Make(
            "window sum", $"#[id(\"w\")]\nsum(S, A) :- p(S, X) over [0s, {Text(width)}] |> do fn:group_by(S), let A = fn:sum(X).\n{Goal($"sum(S, A), A > {threshold}")}",
            [(0, P("T", old), true), (width, P("T", young), true)],
            width, width + 1, "g", $"A must rise by more than {missing}; A is sum(X) over 1 member");
    }

    private static TimedSituation EndedPast(Random random)
    {
        long near = random.Next(2) * Micros(random, 1_000), width = near + Micros(random, 100_000), from = Micros(random, 1_000), to = from + Micros(random, 1_000), late = Micros(random, 90_000);
        return Make(
            "past", Goal($"<-[{Text(near)}, {Text(width)}] p(S, 7)"), [(from, P("T", 7), true), (to, P("T", 7), false), (to + near, P("U", 7), true)], to + near, to + width + late, "g",
            $"left the window {Text(late)} before, it held from {from} until {to}");
    }

    /// <summary>It held once for long enough, was interrupted by more than the window forgives, and holds again for too short a time.</summary>
    private static TimedSituation HeldTooShort(Random random)
    {
        long near = random.Next(2) * Micros(random, 50_000), far = near + Micros(random, 50_000) + 1_000, ended = far + Micros(random, 1_000);
        long again = ended + near + Micros(random, 1_000), lasts = 1_000L * random.NextInt64(1, far / 1_000);
        return Make(
            "held too short", Goal($"[-[{Text(near)}, {Text(far)}] p(S, 7)"), [(0, P("T", 7), true), (far, P("U", 7), true), (ended, P("T", 7), false), (again, P("T", 7), true)],
            far, again + lasts, "g", $"it holds now, for {Text(lasts)} of {Text(far)}: since {again}");
    }

    private static TimedSituation StoppedHolding(Random random)
    {
        long near = random.Next(2) * Micros(random, 50_000), more = Micros(random, 50_000) + 1_000, far = near + more, ended = far + Micros(random, 1_000);
        long ago = near + (1_000L * random.NextInt64(1, more / 1_000));
        return Make(
            "stopped holding", Goal($"[-[{Text(near)}, {Text(far)}] p(S, 7)"), [(0, P("T", 7), true), (far, P("U", 7), true), (ended, P("T", 7), false)],
            far, ended + ago, "g", $"it held for {Text(ended)} and stopped {Text(ago)} ago");
    }

    private static TimedSituation Hysteresis(Random random)
    {
        int exit = random.Next(1, 400), enter = exit + random.Next(2, 400);
        bool isBetween = random.Next(2) == 0;
        int found = isBetween ? random.Next(exit + 1, enter + 1) : random.Next(0, exit + 1);
        string band = isBetween ? $"between both thresholds: it is past {exit} to exit, which counts only while the rule holds" : $"past neither threshold: not even past {exit} to exit";
        return Make(
            isBetween ? "hysteresis between" : "hysteresis below", $"#[hysteresis(enter: {enter}, exit: {exit})]\n{Goal($"p(S, X), X > {enter}")}",
            [(0, P("T", enter + 1), true), (1, P("T", enter + 1), false), (2, P("T", found), true)], 0, 3, "g", $"X must rise by more than {enter - found}; {band}");
    }

    private static TimedSituation Stored(Random random)
    {
        int threshold = random.Next(1, 500), found = threshold - random.Next(0, 500);
        return Make(
            "stored", $"Decl stop(S) descr [extensional()] bound [/string].\n#[id(\"keep\")]\nassert kept(S) :- p(S, X), X > {threshold}.\nretract kept(S) :- stop(S).\n{Goal("kept(S)")}",
            [(0, P("T", threshold + 1), true), (1, P("T", threshold + 1), false), (2, P("T", found), true), (3, new Fact("stop", Value.String("T")), true)],
            2, 3, "keep", $"X must rise by more than {threshold - found}");
    }

    private static TimedSituation Make(
        string kind, string rules, (long, Fact, bool)[] changes, long wholeAt, long askedAt, string ruleId, string distance) =>
        new(kind, Declarations + rules, [(0, new Fact("here", Value.String("T")), true), .. changes], wholeAt, askedAt, ruleId, distance);

    /// <summary>The goal with a rule that is much further away.</summary>
    private static string Goal(string body) => $"#[id(\"g\")]\ngoal(S) :- here(S), {body}.\n#[id(\"far\")]\ngoal(S) :- here(S), fara(S), farb(S), farc(S), fard(S).";

    private static long Micros(Random random, int most) => 1_000L * random.Next(1, most);

    private static string Text(long nanoseconds) => nanoseconds % 1_000_000 == 0
        ? (nanoseconds / 1_000_000).ToString(CultureInfo.InvariantCulture) + "ms"
        : (nanoseconds / 1_000).ToString(CultureInfo.InvariantCulture) + "us";

    private static Fact P(string symbol, long x) => new("p", Value.String(symbol), Value.Number(x));

    private static Fact Q(string symbol) => new("q", Value.String(symbol));
}
