using System.Text.Json;
using CryptoScalp.Rules.Journal;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary><c>scalp explain</c> and <c>why</c> on a recorded run.</summary>
public sealed class ExplainTests : IClassFixture<ExplainTests.Recorded>
{
    private readonly Recorded _recorded;

    public ExplainTests(Recorded recorded) => _recorded = recorded;

    [Theory]
    [InlineData("1", "tape.long")]
    [InlineData("#1", "tape.long")]
    [InlineData("2", "exit.stop_long")]
    [InlineData("last", "exit.stop_long")]
    public void A_decision_is_found_by_number_or_as_the_last(string id, string rule)
    {
        Answer answer = Explain(id);

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Contains(rule, answer.Out, StringComparison.Ordinal);
        Assert.Contains("quote(/binance_usdm, \"BTCUSDT\"", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_is_found_by_its_whole_id_and_by_any_beginning_that_is_its_own()
    {
        string id = _recorded.DecisionIds[0];
        string whole = Explain(id).Out;

        int unique = Enumerable.Range(1, id.Length).First(n => _recorded.AllIds.Count(other => other.StartsWith(id[..n], StringComparison.Ordinal)) == 1);
        Assert.Equal(whole, Explain(id[..Math.Max(unique, 7)]).Out);
        Assert.Contains(id[..7], whole, StringComparison.Ordinal);
    }

    [Fact]
    public void A_beginning_of_several_ids_is_refused_with_the_candidates()
    {
        IGrouping<char, string> shared = _recorded.AllIds.Where(static i => !char.IsAsciiDigit(i[0])).GroupBy(static i => i[0]).OrderByDescending(static g => g.Count()).First();
        Assert.True(shared.Count() > 1, "the recorded run has no two ids that begin alike; make it longer");

        Answer answer = Explain(shared.Key.ToString());

        answer.FailsWith(ExitCode.WrongInput, "beginning of several ids", shared.First());
        Assert.Empty(answer.Out);
    }

    [Theory]
    [InlineData("99")]
    [InlineData("#99")]
    [InlineData("zzzz")]
    [InlineData("0")]
    public void What_is_not_there_is_said_and_answers_one(string id) => Explain(id).FailsWith(ExitCode.WrongInput, "no decision", id);

    [Fact]
    public void A_non_decision_is_explained_with_its_veto()
    {
        Answer answer = Explain(_recorded.NonDecisionIds[0]);

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Contains("/wide_spread", answer.Out, StringComparison.Ordinal);
        Assert.Contains("guard.spread", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_a_document_with_the_whole_proof()
    {
        foreach (string id in new[] { "1", _recorded.NonDecisionIds[0] })
        {
            using JsonDocument json = JsonDocument.Parse(Explain(id, "--json").Out);
            Assert.True(json.RootElement.GetProperty("nodes").GetArrayLength() >= 2);
            Assert.Equal(Explain(id, "--json").Out, Explain(id, "--format", "json").Out);
        }
    }

    [Fact]
    public void Why_proves_every_fact_that_matches_at_the_end_of_the_run()
    {
        Answer answer = Why("quote(V, S, Bid, Ask, _, _)");

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Contains("quote(/binance_usdm, \"BTCUSDT\", 99.5, 99.51, 9.0, 9.0)", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Why_at_a_decision_shows_the_state_it_was_made_in()
    {
        Answer at = Why("propose(S, A, Q, C)", "--at", "1"), end = Why("propose(S, A, Q, C)");

        Assert.True(at.Code == ExitCode.Fine, at.Error);
        Assert.Contains("tape.long", at.Out, StringComparison.Ordinal);
        Assert.Contains("100.01", at.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongInput, end.Code);
        Assert.Contains("did not hold", end.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1970-01-01T00:00:01.1Z")]
    [InlineData("1970-01-01T00:00:01.1")]
    [InlineData("1970-01-01T00:00:01.100000000Z")]
    public void Why_takes_a_time_as_people_write_it(string when)
    {
        Answer answer = Why("veto(\"BTCUSDT\", R)", "--at", when);

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Contains("guard.spread", answer.Out, StringComparison.Ordinal);
        Assert.Contains("did not hold at 1970-01-01T00:00:01Z", Why("veto(\"BTCUSDT\", /wide_spread)", "--at", "1970-01-01T00:00:01.05Z").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Why_at_an_event_time_shows_the_state_of_then()
    {
        Answer answer = Why("veto(\"BTCUSDT\", R)", "--at", "1100000000");

        Assert.True(answer.Code == ExitCode.Fine, answer.Error);
        Assert.Contains("guard.spread", answer.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("10001")]
    [InlineData("many")]
    public void A_number_of_members_that_cannot_be_is_a_wrong_call(string members) =>
        Why("quote(V, S, B, _, _, _)", "--members", members).FailsWith(ExitCode.WrongCall, "--members");

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("some")]
    public void A_place_among_the_members_that_cannot_be_is_a_wrong_call(string from) =>
        Why("quote(V, S, B, _, _, _)", "--members-from", from).FailsWith(ExitCode.WrongCall, "--members-from is a whole number from 1 on");

    [Fact]
    public void Members_of_a_group_are_paged_through_below_the_proof()
    {
        Answer first = Why("dearest(S, P)", "--at", "1", "--members", "3", "--members-from", "1"), none = Why("dearest(S, P)", "--at", "1", "--members-from", "8");

        Assert.True(first.Code == ExitCode.Fine, first.Error);
        Assert.Matches(@"member 1 of 1 +of dearest\(""BTCUSDT"", ", first.Out);
        Assert.Contains("no members from 8 on: there are 1", none.Out, StringComparison.Ordinal);
        Assert.Contains("over 1 member", none.Out, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(Why("dearest(S, P)", "--at", "1", "--members-from", "1", "--json").Lines[0]);
        Assert.Equal(1, json.RootElement.GetProperty("page").GetProperty("members").GetArrayLength());
    }

    [Fact]
    public void Why_as_json_is_one_document_a_fact()
    {
        Assert.All(Why("quote(V, S, Bid, Ask, _, _)", "--json").Lines, static line => JsonDocument.Parse(line).Dispose());
    }

    [Theory]
    [InlineData("qoute(V, S, B, A, _, _)", "CSR2401")]
    [InlineData("quote(V", "CSR1")]
    [InlineData("quote(V, S)", "CSR")]
    public void A_faulty_pattern_is_wrong_input(string pattern, string code) => Why(pattern).FailsWith(ExitCode.WrongInput, code);

    [Theory]
    [InlineData("1990-01-01T00:00:00Z")]
    [InlineData("1970-01-01T00:00:00.5Z")]
    [InlineData("2030-01-01T00:00:00Z")]
    public void A_time_outside_the_journal_is_an_error_that_says_from_when_to_when_it_goes(string when) =>
        Why("quote(V, S, B, _, _, _)", "--at", when).FailsWith(ExitCode.WrongInput, "CSR7027", when, "goes from 1970-01-01T00:00:01Z to 1970-01-01T00:00:");

    [Fact]
    public void A_conjunction_or_an_unknown_moment_is_a_wrong_call()
    {
        Why("quote(V, S, B, _, _, _), B > 1").FailsWith(ExitCode.WrongCall, "one fact or pattern");
        Why("quote(V, S, B, _, _, _)", "--at", "tomorrow").FailsWith(ExitCode.WrongCall, "--at", "tomorrow");
    }

    [Fact]
    public void Without_a_journal_the_folder_is_named()
    {
        string nowhere = _recorded.Folder["nowhere"];

        Scalp.Run("explain", "1", "--journal", nowhere).FailsWith(ExitCode.WrongInput, "CSR7106", nowhere);
        Scalp.Run("why", "quote(V, S, B, A, _, _)", "--journal", nowhere).FailsWith(ExitCode.WrongInput, "CSR7106", nowhere);
    }

    private Answer Explain(params string[] arguments) => Scalp.Run(["explain", .. arguments, "--journal", _recorded.Journal]);

    private Answer Why(params string[] arguments) => Scalp.Run(["why", .. arguments, "--journal", _recorded.Journal]);

    /// <summary>One run, recorded once for all tests here.</summary>
    public sealed class Recorded : IDisposable
    {
        public Recorded()
        {
            string pack = Folder.Write("tape.rules", Tape.Pack), capture = Folder.Write("tape.jsonl", Tape.Capture(12));
            Answer answer = Scalp.Run("run", "--rules", pack, "--feed", $"replay:{capture}?venue=/binance_usdm", "--journal", Journal, "--json", "--proofs", "all");
            Assert.True(answer.Code == ExitCode.Fine, answer.Error);
            JournalReader reader = new(Journal);
            foreach (JournalRecord record in reader.ReadAll())
            {
                List<string>? ids = record.Type switch
                {
                    JournalRecordType.Decision => DecisionIds,
                    JournalRecordType.NonDecision => NonDecisionIds,
                    _ => null,
                };
                ids?.Add(JsonDocument.Parse(record.Payload).RootElement.GetProperty("id").GetString()!);
            }
        }

        internal TempFolder Folder { get; } = new();

        public string Journal => Folder["journal"];

        public List<string> DecisionIds { get; } = [];

        public List<string> NonDecisionIds { get; } = [];

        public IEnumerable<string> AllIds => DecisionIds.Concat(NonDecisionIds).Distinct();

        public void Dispose() => Folder.Dispose();
    }
}
