using System.Text.Json;
using System.Text.RegularExpressions;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>The OpenAPI document says what there is, and nothing else.</summary>
public sealed partial class ApiDocumentTests
{
    [Fact]
    public async Task It_lists_every_route_but_those_of_the_page_and_each_is_mapped_with_its_methods()
    {
        ServedRun run = await ServedRun.Shared;
        JsonElement paths = (await run.Get("/openapi.json")).IsFine().GetProperty("paths");

        Assert.Equal(
            RouteTable.All.Where(static r => !r.IsPage).Select(static r => $"{r.Method} {r.Path}").Order(StringComparer.Ordinal),
            paths.EnumerateObject().SelectMany(static p => p.Value.EnumerateObject().Select(m => $"{m.Name.ToUpperInvariant()} {p.Name}")).Order(StringComparer.Ordinal));
        foreach (JsonProperty path in paths.EnumerateObject())
        {
            using HttpRequestMessage wrong = new(HttpMethod.Patch, new Uri(path.Name.Replace("{id}", "1", StringComparison.Ordinal), UriKind.Relative));
            using HttpResponseMessage answer = await run.Client.SendAsync(wrong);
            string taken = string.Join(" and ", path.Value.EnumerateObject().Select(static m => m.Name.ToUpperInvariant()));

            Assert.Equal(405, (int)answer.StatusCode);
            Assert.Contains($"takes {taken}, not PATCH", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_reference_lists_the_routes_of_the_document_and_no_others()
    {
        string[] written = [.. (await File.ReadAllLinesAsync(Checkout.PathOf("docs", "http.md"))).Select(static line => RouteRow().Match(line)).Where(static m => m.Success).Select(static m => m.Groups[1].Value)];

        Assert.Equal(RouteTable.All.Where(static r => !r.IsPage).Select(static r => $"{r.Method} {r.Path}").Append("GET /").Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("^\\| `((GET|POST) /[^ ?`]*)")]
    private static partial Regex RouteRow();

    [Fact]
    public async Task Every_example_of_a_body_is_taken_and_every_parameter_has_a_type()
    {
        using TempFolder folder = new();
        await using ServedRun run = await ServedRun.OfCycles(journal: folder["journal"]); // recorded: some routes ask the journal
        JsonElement paths = (await run.Get("/openapi.json")).IsFine().GetProperty("paths");
        int examples = 0;
        foreach (JsonProperty path in paths.EnumerateObject())
        {
            foreach (JsonProperty operation in path.Value.EnumerateObject())
            {
                Assert.All(operation.Value.GetProperty("parameters").EnumerateArray(), static p => Assert.Contains(p.GetProperty("schema").GetProperty("type").GetString(), new[] { "string", "integer", "boolean" }));
                if (!operation.Value.TryGetProperty("security", out _) && operation.Value.TryGetProperty("requestBody", out JsonElement body)) // routes with a key change the run: PackRouteTests sends them bodies of its own
                {
                    using HttpResponseMessage answer = await run.Send(path.Name, body.GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText());
                    int status = (int)answer.StatusCode;
                    Assert.True(status is 200 or 404, $"{path.Name}: {status} {await answer.Content.ReadAsStringAsync()}"); // 404: the fact of the example does not hold
                    examples++;
                }
            }
        }

        Assert.Equal(7, examples);
    }
}
