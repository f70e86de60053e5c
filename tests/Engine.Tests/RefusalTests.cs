using System.Reflection;
using System.Text.RegularExpressions;
using CryptoScalp.Rules.Compiler;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Reference;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Engine.Tests;

/// <summary>Each reason for which a transaction is rolled back has a code, a page whose first example runs into it, and a last one that does not.</summary>
public sealed partial class RefusalTests
{
    private static readonly SessionLimits _limits = SessionLimits.Default with { MaxCreatedFacts = 1000 };

    private static readonly string[] _codes = ["CSR4001", "CSR4002", "CSR4003", "CSR4004", "CSR4005", "CSR4011", "CSR4012", "CSR4013"];

    public static TheoryData<string> Codes() => [.. _codes];

    [Fact]
    public void Every_reason_is_tried() => Assert.Equal(
        _codes,
        typeof(EvaluationDiagnostics).GetProperties(BindingFlags.Static | BindingFlags.Public).Select(static p => ((DiagnosticDescriptor)p.GetValue(null)!).Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_page_of_a_code_shows_the_refusal_and_its_cure(string code)
    {
        string[] examples = [.. Example().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "diagnostics", $"{code}.md"))).Select(static m => m.Groups[1].Value)];

        Assert.All([Reference(examples[0]), Engine(examples[0])], result =>
        {
            Assert.Equal(code, result.Code);
            Assert.NotEqual(TransactionOutcome.Committed, result.Outcome);
            Assert.Empty(result.Derived);
        });
        Assert.All([Reference(examples[^1]), Engine(examples[^1])], static result => Assert.Null(result.Code));
    }

    [Fact]
    public void A_refusal_names_the_rows_and_the_declaration()
    {
        IncrementalSession session = new(PlanCompiler.Compile(Bind("""
            Decl venue(V) descr [extensional()] bound [/name].
            Decl fee(V, F) descr [extensional(), fundep([V], [F])] bound [/name, /number]
                inclusion [venue(V)].
            """)), SessionLimits.Default);

        string? Commit(params string[] changes) => session.Commit(EventTime.Zero, [.. changes.Select(static text => text[0] == '+' ? FactChange.Assert(Parse(text)) : FactChange.Retract(Parse(text)))]).Problem;

        Assert.Null(Commit("+fee /a 1", "+venue /a"));
        Assert.Equal("fee(/a, 1) and fee(/a, 2) cannot both hold: 'fee' promises fundep([V], [F]) (test.rules:2)", Commit("+fee /a 2"));
        Assert.Equal("fee(/b, 7) holds and venue(/b) does not: 'fee' promises inclusion [venue(V)] (test.rules:3)", Commit("+fee /b 7"));
        Assert.Equal("fee(/a, 1) holds and venue(/a) does not: 'fee' promises inclusion [venue(V)] (test.rules:3)", Commit("-venue /a"));
        Assert.Null(Commit("-fee /a 1", "+fee /a 2"));
        Assert.Null(Commit("-venue /a", "-fee /a 2"));
    }

    [Fact]
    public void Keeping_promises_allocates_nothing()
    {
        IncrementalSession session = StreamAllocation.Start("""
            Decl venue(V) descr [extensional(), limit(100)] bound [/number].
            Decl fee(V, F) descr [extensional(), fundep([F], [V])] bound [/number, /number] inclusion [venue(V), venue(7)].
            Decl dear(V) descr [limit(50)] bound [/number] inclusion [fee(V, _)].
            dear(V) :- fee(V, F), F > 3.
            dear(W) :- dear(V), W = V + 1, W < 10, fee(W, _).
            """);
        PredicateHandle venue = session.HandleOf("venue"), fee = session.HandleOf("fee");
        Value[] one = new Value[1], two = new Value[2];
        (long bytes, long appeared) = StreamAllocation.Measure(session, 200, (running, i) =>
        {
            foreach (int v in stackalloc[] { 7, i % 10 })
            {
                one[0] = Value.Number(v);
                running.Assert(venue, one);
            }

            (two[0], two[1]) = (Value.Number(i % 10), Value.Number(i % 10));
            if (i / 10 % 2 == 0)
            {
                running.Assert(fee, two);
            }
            else
            {
                running.Retract(fee, two);
            }
        });

        Assert.Equal(0, bytes);
        Assert.True(appeared > 100, $"{appeared}");
    }

    private static TransactionResult Reference(string rules) => new ReferenceSession(Bind(rules), _limits).Initial;

    private static TransactionResult Engine(string rules) => new IncrementalSession(PlanCompiler.Compile(Bind(rules)), _limits).Initial;

    private static BoundProgram Bind(string rules)
    {
        BindResult bound = RuleBinder.Bind([SyntaxTree.Parse("test.rules", rules)], BindOptions.Default);
        Assert.True(bound.Program is not null, string.Join('\n', bound.Diagnostics.Select(static d => d.Message)));
        return bound.Program;
    }

    private static Fact Parse(string change)
    {
        string[] words = change[1..].Split(' ');
        return new Fact(words[0], [.. words.Skip(1).Select(static w => w[0] == '/' ? Value.Name(w) : Value.Number(int.Parse(w, System.Globalization.CultureInfo.InvariantCulture)))]);
    }

    [GeneratedRegex("```rules\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
