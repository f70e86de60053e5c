using System.Text.Json;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Verification;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>Nearest counterfactuals over HTTP.</summary>
public sealed class WhatWouldTests
{
    [Fact]
    public async Task Each_non_decision_is_told_what_would_have_let_it_through()
    {
        using TempFolder folder = new();
        await using ServedRun run = await ServedRun.OfCycles(ServedRun.Options, folder["journal"]);
        string[] not = [.. new JournalReader(folder["journal"]).ReadAll().Where(static r => r.Type == JournalRecordType.NonDecision).Select(static r => JsonDocument.Parse(r.Payload).RootElement.GetProperty("id").GetString()!)];

        Assert.Equal(3, not.Length);
        foreach (string id in not)
        {
            JsonElement answer = (await run.Post("/what-would", $$"""{"id":"{{id}}"}""")).IsFine();

            Assert.True(answer.GetProperty("wouldFire").GetBoolean());
            Assert.Empty(answer.GetProperty("reasons").Texts());
            Assert.NotEmpty(answer.GetProperty("changes").Texts());
            Assert.True(answer.GetProperty("cost").GetDouble() > 0);
        }
    }

    [Fact]
    public async Task A_decision_is_told_what_would_have_stopped_it()
    {
        using TempFolder folder = new();
        await using ServedRun run = await ServedRun.OfCycles(ServedRun.Options, folder["journal"]);

        JsonElement answer = (await run.Post("/what-would", """{"id":"#1"}""")).IsFine();

        Assert.False(answer.GetProperty("wouldFire").GetBoolean());
        Assert.NotEmpty(answer.GetProperty("changes").Texts());
    }

    [Fact]
    public async Task What_is_not_in_the_journal_has_no_answer()
    {
        using TempFolder folder = new();
        await using ServedRun run = await ServedRun.OfCycles(ServedRun.Options, folder["journal"]);

        (await run.Post("/what-would", """{"id":"ffffffffffff"}""")).IsProblem(404, HostDiagnostics.NoSuchDecision);
        (await run.Post("/what-would", "{}")).IsProblem(400, HostDiagnostics.FieldWrong);
        (await (await ServedRun.Shared).Post("/what-would", """{"id":"last"}""")).IsProblem(422, HostDiagnostics.NotRecorded);
    }

    /// <summary>CSR7036.</summary>
    [Fact]
    public void Without_the_solver_the_answer_says_how_to_get_it()
    {
        RequestFault fault = Assert.Throws<RequestFault>(static () => WhatWouldRoute.Solved<int>(static () => throw new Z3MissingException()));

        Assert.Equal((501, HostDiagnostics.SolverMissing), (fault.Status, fault.Diagnostic.Descriptor));
        Assert.Contains("apt-get install libz3-4", fault.Message, StringComparison.Ordinal);
    }
}
