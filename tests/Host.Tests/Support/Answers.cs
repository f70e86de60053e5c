using System.Net;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host.Tests;

/// <summary>What tests look for in answers.</summary>
internal static class Answers
{
    /// <summary>A problem document of a status and a code, formed as RFC 9457 says; its detail.</summary>
    public static string IsProblem(this (HttpStatusCode Status, JsonElement Body) answer, int status, DiagnosticDescriptor expected)
    {
        Assert.True((int)answer.Status == status && answer.Body.TryGetProperty("code", out _), $"{(int)answer.Status}: {answer.Body}");
        Assert.Equal(expected.Code, answer.Body.GetProperty("code").GetString());
        Assert.Equal(expected.Title, answer.Body.GetProperty("title").GetString());
        Assert.Equal(status, answer.Body.GetProperty("status").GetInt32());
        Assert.Equal($"urn:cryptoscalp:{expected.Code}", answer.Body.GetProperty("type").GetString());
        return answer.Body.GetProperty("detail").GetString()!;
    }

    public static JsonElement IsFine(this (HttpStatusCode Status, JsonElement Body) answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, $"{(int)answer.Status}: {answer.Body}");
        return answer.Body;
    }

    public static string[] Texts(this JsonElement list) => [.. list.EnumerateArray().Select(static t => t.GetString()!)];
}
