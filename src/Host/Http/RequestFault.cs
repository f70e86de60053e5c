using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary>The request cannot be answered as asked: what becomes a problem document. Thrown by endpoints, caught by <see cref="Gate"/> alone.</summary>
internal sealed class RequestFault : Exception
{
    public RequestFault(int status, DiagnosticDescriptor descriptor, params object[] arguments)
        : this(status, Diagnostic.Create(descriptor, null, arguments))
    {
    }

    /// <summary>What another stage says of it.</summary>
    public RequestFault(int status, Diagnostic diagnostic) : base(diagnostic.Message) => (Status, Diagnostic) = (status, diagnostic);

    public int Status { get; }

    public Diagnostic Diagnostic { get; }

    /// <summary>What is wrong with a question, with places in it.</summary>
    public ImmutableArray<Diagnostic> Details { get; init; } = [];

    /// <summary>Further members of the document: name to texts.</summary>
    public ImmutableArray<KeyValuePair<string, ImmutableArray<string>>> Members { get; init; } = [];

    /// <summary>A further member that is no list of texts; null for none.</summary>
    public Action<System.Text.Json.Utf8JsonWriter>? Extra { get; init; }

    /// <summary>The faults of a question, the first of which heads the document.</summary>
    public static RequestFault OfQuestion(DiagnosticBag diagnostics)
    {
        ImmutableArray<Diagnostic> sorted = [.. diagnostics.ToSorted()];
        Diagnostic first = sorted.First(static d => d.IsError);
        return new RequestFault(422, HostDiagnostics.QuestionWrong, first.Help is null ? first.Message : $"{first.Message} ({first.Help})") { Details = sorted };
    }
}
