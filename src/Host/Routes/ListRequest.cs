using System.Collections.Immutable;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Pipeline;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary>Which rows of a list are asked for, whatever the list.</summary>
/// <param name="Limit">1 to 500.</param>
/// <param name="Before">Only rows with a smaller number.</param>
/// <param name="Symbol">A value of the key, without quotes; null for all.</param>
/// <param name="Rule">Null for all.</param>
/// <param name="From">The earliest event time; null for all.</param>
/// <param name="To">The latest.</param>
internal sealed record ListRequest(int Limit, long Before, string? Symbol, string? Rule, EventTime? From, EventTime? To)
{
    public const int MaxPage = 500;

    /// <exception cref="RequestFault">A parameter is out of its range.</exception>
    public static ListRequest Read(HostCall call)
    {
        (EventTime? from, EventTime? to) = Span(call);
        return new((int)call.Number("limit", 50, 1, MaxPage), call.Number("before", long.MaxValue, 1, long.MaxValue), call.Parameter("symbol"), call.Parameter("rule"), from, to);
    }

    /// <summary>The parameters <c>from</c> and <c>to</c>.</summary>
    /// <exception cref="RequestFault">One of them is no time, or the span ends before it begins.</exception>
    public static (EventTime? From, EventTime? To) Span(HostCall call)
    {
        (EventTime? from, EventTime? to) = (Time(call, "from"), Time(call, "to"));
        return from > to ? throw new RequestFault(400, HostDiagnostics.FieldWrong, "from", $"{Moment.Format(from.Value)} is after 'to', {Moment.Format(to!.Value)}") : (from, to);
    }

    public bool Fits(long number, EventTime at, string rule, ImmutableArray<Value> key) =>
        number < Before && (Rule is null || Rule == rule) && (From is null || at >= From) && (To is null || at <= To) && HasSymbol(key);

    /// <summary>The same question to the index of a journal.</summary>
    public IndexQuery ToQuery(long before, int limit) => new() { LastRun = true, Newest = true, Before = before, Limit = limit, Symbol = Symbol, Rule = Rule, From = From, To = To };

    private bool HasSymbol(ImmutableArray<Value> key)
    {
        foreach (Value value in key)
        {
            if (Symbol is null || (value.Kind == ValueKind.String ? value.AsText == Symbol : value.ToString() == Symbol))
            {
                return true;
            }
        }

        return Symbol is null;
    }

    private static EventTime? Time(HostCall call, string name) => call.Parameter(name) is not { } text ? null
        : AskedState.SpanOf(call) is { } span ? (span.TryRead(text, out EventTime time) ? time : throw NoTime(name, text))
        : Moment.TryParse(text, out EventTime whole) ? whole : throw NoTime(name, text);

    private static RequestFault NoTime(string name, string text) =>
        new(400, HostDiagnostics.FieldWrong, name, $"{RunSpan.Forms} is needed, not '{HostCall.Short(text)}'");
}
