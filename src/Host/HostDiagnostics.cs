using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Host;

/// <summary>The host's codes, CSR70xx. A page each in <c>docs/diagnostics</c>.</summary>
public static class HostDiagnostics
{
    public static readonly DiagnosticDescriptor CannotListen = Error(
        "CSR7001", "The address cannot be listened on",
        "cannot listen on {0}: {1}; choose another port with --port, or stop what uses it");

    public static readonly DiagnosticDescriptor KeyNeeded = Error(
        "CSR7002", "A host that others can reach needs a key",
        "listening on {0} would let other machines in: give a key of at least 16 characters with --api-key-file FILE or the variable SCALP_API_KEY");

    public static readonly DiagnosticDescriptor NoSuchRoute = Error(
        "CSR7010", "There is no such route",
        "there is nothing at {0}; GET /openapi.json lists what there is");

    public static readonly DiagnosticDescriptor MethodNotAllowed = Error(
        "CSR7011", "The route does not take this method",
        "{0} takes {1}, not {2}");

    public static readonly DiagnosticDescriptor HostRefused = Error(
        "CSR7012", "The Host header names another host",
        "this host does not answer for '{0}'; use {1}, or name it with --host-name");

    public static readonly DiagnosticDescriptor KeyRequired = Error(
        "CSR7013", "The request needs the key",
        "the header X-Api-Key is {0}");

    public static readonly DiagnosticDescriptor TooBusy = Error(
        "CSR7014", "Too many requests at once",
        "{0} requests are being answered, which is the most at once; try again in a second");

    public static readonly DiagnosticDescriptor TooManyListeners = Error(
        "CSR7015", "Too many listeners of events",
        "{0} listeners follow /events, which is the most; close one, or read GET /decisions from time to time");

    public static readonly DiagnosticDescriptor BodyTooLarge = Error(
        "CSR7016", "The body is too large",
        "the body is larger than {0} bytes");

    public static readonly DiagnosticDescriptor BodyNotJson = Error(
        "CSR7017", "The body is not JSON",
        "the body cannot be read as JSON: {0}");

    public static readonly DiagnosticDescriptor BodyTooDeep = Error(
        "CSR7018", "The body is nested too deeply",
        "the body is nested more than {0} levels deep");

    public static readonly DiagnosticDescriptor FieldWrong = Error(
        "CSR7019", "A field of the request is wrong",
        "{0}: {1}");

    public static readonly DiagnosticDescriptor QuestionWrong = Error(
        "CSR7020", "The question does not fit the rules",
        "{0}");

    public static readonly DiagnosticDescriptor NoSuchDecision = Error(
        "CSR7021", "There is no such decision",
        "there is no decision '{0}'{1}; GET /decisions lists the last ones");

    public static readonly DiagnosticDescriptor IdAmbiguous = Error(
        "CSR7022", "The beginning of an id fits several decisions",
        "{0}");

    public static readonly DiagnosticDescriptor DoesNotHold = Error(
        "CSR7023", "The fact does not hold",
        "{0} does not hold at {1}; POST /why-not says why{2}");

    public static readonly DiagnosticDescriptor TooManyRows = Error(
        "CSR7024", "The query has too many rows",
        "more than {0} rows of {1} match; give more of its columns a value, or raise 'limit' (at most {2})");

    public static readonly DiagnosticDescriptor TimedOut = Error(
        "CSR7025", "The request took too long",
        "no answer within {0} s; ask for less, or later");

    public static readonly DiagnosticDescriptor StateUnknown = Error(
        "CSR7026", "The state is not known",
        "{0}");

    public static readonly DiagnosticDescriptor MomentUnknown = Error(
        "CSR7027", "The moment is not in the journal",
        "{0}");

    public static readonly DiagnosticDescriptor NotRecorded = Error(
        "CSR7028", "The run is not recorded",
        "only a recorded run can be asked about an earlier moment: start it with --journal DIR, or leave 'at' out to ask about now");

    public static readonly DiagnosticDescriptor NotAcceptable = Error(
        "CSR7029", "The answer has no such form",
        "{0} has no form '{1}'; it has {2}");

    public static readonly DiagnosticDescriptor MediaTypeWrong = Error(
        "CSR7031", "The body is not sent as JSON",
        "the header Content-Type is '{0}'; send application/json");

    public static readonly DiagnosticDescriptor Internal = Error(
        "CSR7032", "The host failed",
        "the host failed to answer ({0}); the run goes on, and the error is counted in /metrics");

    public static readonly DiagnosticDescriptor NotReachable = Error(
        "CSR7034", "No host answers there",
        "no host answers at {0}: {1}; 'scalp serve' starts one and prints its address");

    public static readonly DiagnosticDescriptor NotAHost = Error(
        "CSR7035", "What answers there is no host",
        "{0} does not answer as 'scalp serve' does ({1}); is another program listening there?");

    public static readonly DiagnosticDescriptor PastNotTold = Error(
        "CSR7033", "A what-if of now needs rules without a past",
        "these rules use {0}, so the present state is more than its facts; ask 'scalp what-if --journal DIR' about the recorded run");

    /// <summary>Every code, in order.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        CannotListen, KeyNeeded, NoSuchRoute, MethodNotAllowed, HostRefused, KeyRequired, TooBusy, TooManyListeners, BodyTooLarge, BodyNotJson, BodyTooDeep,
        FieldWrong, QuestionWrong, NoSuchDecision, IdAmbiguous, DoesNotHold, TooManyRows, TimedOut, StateUnknown, MomentUnknown, NotRecorded, NotAcceptable,
        MediaTypeWrong, Internal, PastNotTold,
    ];

    private static DiagnosticDescriptor Error(string code, string title, string message) => new(code, DiagnosticSeverity.Error, title, message);
}
