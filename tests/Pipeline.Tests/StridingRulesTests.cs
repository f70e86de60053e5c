using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>A spare that follows a run in strides knows what one knows that follows each transaction; a stride beyond what it may create is lost, and it says so.</summary>
public sealed class StridingRulesTests
{
    private const int Budget = 1_000_000;

    private const string Pairs = """
        Use market!
        near(S, T) :- quote(_, S, B, _, _, _), quote(_, T, C, _, _, _), B < C + 1000.0, C < B + 1000.0.
        """;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 17)]
    [InlineData(4, 400)]
    [InlineData(5, 5_000)]
    public void A_spare_in_strides_is_where_one_is_that_follows_each_transaction(int seed, int stride)
    {
        BoundProgram program = Rules.Bind(Rules.Eager + "\nquiet(V, S) :- feed(V, S, /live), !moved(V, S).\nmoved(V, S) :- return_1s(V, S, M), abs(M) > 1bps.\n");
        using MarketRun run = RunOf(program, Runs.Simulated((ulong)seed));
        Followers followers = new(run.Pipeline, program, Budget);
        int strides = 0;
        run.Run(
            _ =>
            {
                followers.Read();
                if (followers.Behind >= stride)
                {
                    followers.Stride();
                    strides++;
                    followers.AssertSame();
                }
            },
            CancellationToken.None);
        followers.Read();
        followers.Stride();
        followers.AssertSame();

        Assert.True(followers.Transactions > 2_000, $"{followers.Transactions} transactions");
        Assert.True(strides > 0 || stride > followers.Transactions);
    }

    [Fact]
    public void A_stride_to_where_it_is_changes_nothing()
    {
        BoundProgram program = Rules.Bind(Rules.BuyAboveHundred);
        using MarketRun run = RunOf(program, new ListFeed(Runs.Cycles(2)));
        Followers followers = new(run.Pipeline, program, Budget);
        run.Run(null, CancellationToken.None);
        followers.Read();
        followers.Stride();
        long sequence = followers.Spare.Deciding.Rules.Sequence;
        followers.Stride();

        Assert.Equal(sequence, followers.Spare.Deciding.Rules.Sequence);
        Assert.Equal(followers.Transactions, followers.Striding.Transactions);
    }

    [Fact]
    public void A_stride_that_creates_more_than_a_transaction_may_is_lost_and_says_so()
    {
        BoundProgram program = Rules.Bind(Pairs);
        MarketEvent[] events = [.. Enumerable.Range(0, 12).Select(static i => new Market { Instrument = new Instrument("/binance_spot", $"S{i:D2}") }.Quote(1_000 + i, "100.00", "100.01"))];
        using MarketRun run = RunOf(program, new ListFeed(events));
        Followers followers = new(run.Pipeline, program, maxCreatedFacts: 50);
        run.Run(null, CancellationToken.None);
        followers.Read();
        followers.Stride();

        Assert.Contains("was rolled back", followers.Spare.Problem, StringComparison.Ordinal);
        Assert.Contains("CSR4", followers.Spare.Problem, StringComparison.Ordinal);
        followers.Stride();
        Assert.Empty(followers.Spare.Session.FactsOf("near"));
    }

    private static MarketRun RunOf(BoundProgram program, IMarketFeed feed) =>
        new(program, [feed], new TickPipelineOptions { Instruments = DefaultInstruments.Create(), KeepsTape = true }, new Watcher());

    /// <summary>Rules that follow each transaction, and a spare of the same rules in strides; both begin with the run.</summary>
    private sealed class Followers
    {
        private readonly TickPipeline _run;
        private readonly WarmRules _each;
        private readonly TapePlace _head;

        public Followers(TickPipeline run, BoundProgram program, long maxCreatedFacts)
        {
            _run = run;
            _head = new TapePlace(program, run.Tape!.TakeStart());
            _each = new WarmRules(program, RuleEngineKind.Incremental, Budget, run.Code);
            Spare = new WarmRules(program, RuleEngineKind.Incremental, maxCreatedFacts, run.Code);
            Striding = new StridingRules(Spare, _head);
        }

        public WarmRules Spare { get; }

        public StridingRules Striding { get; }

        public long Transactions => _head.Transactions;

        public long Behind => _head.Transactions - Striding.Transactions;

        /// <summary>Reads what was published; the rules that follow each transaction follow it.</summary>
        public void Read()
        {
            while (_head.Step(_run.Tape!.Published) is { } transaction)
            {
                _each.Follow(transaction.Sequence, transaction.At, transaction.Changes, decides: false);
            }
        }

        public void Stride() => Striding.CatchUp(_head);

        public void AssertSame()
        {
            Assert.Null(_each.Problem);
            Assert.Null(Spare.Problem);
            Assert.Equal(_each.At, Spare.At);
            foreach (BoundPredicate predicate in _each.Program.Predicates)
            {
                Assert.Equal(_each.Session.FactsOf(predicate.Name), Spare.Session.FactsOf(predicate.Name));
            }
        }
    }
}
