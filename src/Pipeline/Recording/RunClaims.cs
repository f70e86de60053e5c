using CryptoScalp.Rules.Checker;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What a run says of itself, when it begins and when its rules change, held against its rules and its journal: null where it is so.</summary>
internal static class RunClaims
{
    /// <summary>The rules, their parameters, what features measure, and the bounds of proofs.</summary>
    public static Rejection? WrongHeader(BindResult bound, RecordedHeader header)
    {
        if (bound.Program is not { } program)
        {
            return new Rejection("", "program", $"the recorded rules do not check: {bound.Diagnostics.FirstOrDefault(static d => d.IsError)?.Message}");
        }

        if (program.Version != header.Program)
        {
            return new Rejection("", "program", $"the recorded rules have the version {program.Version}, but the run says that it ran {header.Program}");
        }

        BoundParam? other = program.Params.FirstOrDefault(p => header.Params.GetValueOrDefault(p.Name) != p.Value.ToString());
        return other is null ? WrongLimits(header.Limits) ?? WrongMeasures(program, header.Measures)
            : new Rejection("", $"params.{other.Name}", $"the rules say {other.Value}, but the run says {header.Params.GetValueOrDefault(other.Name) ?? "nothing"}");
    }

    /// <summary>Units and windows follow from the features that rules read.</summary>
    public static Rejection? WrongMeasures(BoundProgram program, IReadOnlyDictionary<string, string> claimed)
    {
        IReadOnlyDictionary<string, string> measures = FactMeasures.Of(program);
        string? other = measures.Keys.Union(claimed.Keys).Order(StringComparer.Ordinal).FirstOrDefault(name => measures.GetValueOrDefault(name) != claimed.GetValueOrDefault(name));
        return other is null ? null
            : new Rejection("", $"measures.{other}", $"it says {claimed.GetValueOrDefault(other) ?? "nothing"}, but of these rules it measures {measures.GetValueOrDefault(other) ?? "nothing"}");
    }

    /// <summary>Rules that are made ready have the version that their sources have.</summary>
    public static Rejection? WrongStaging(string version, BindResult staged) => staged.Program?.Version == version ? null : new Rejection("", "version", staged.Program is { } program
        ? $"the sources have the version {program.Version}, but the record says {version}"
        : $"the sources do not check: {staged.Diagnostics.FirstOrDefault(static d => d.IsError)?.Message}");

    /// <summary>Rules follow a run from a transaction that it had.</summary>
    public static Rejection? WrongSince(RecordedChange change, long last) => change.Since >= 0 && change.Since <= last && change.PastFrom >= 0 ? null
        : new Rejection("", "since", $"the rules are said to follow from transaction {change.Since} on, of what is recorded from {change.PastFrom} on, but the last transaction is {last}");

    /// <summary>What a run took over is what the journal leaves, by the rules of docs/adr/0185.</summary>
    /// <param name="header">Of a run that took something over.</param>
    /// <param name="left">What the journal leaves to these rules; null for nothing.</param>
    public static Rejection? WrongPast(RecordedHeader header, TakenPast? left) => header.Past! switch
    {
        _ when !header.GoesOn => new Rejection("", "goesOn", "it took over the state of the run before, so it remembers what that decided, but it does not say so"),
        var taken when left is null || (taken.Sequence, taken.At) != (left.Sequence, left.At) =>
            new Rejection("", "past", $"it goes on from transaction {taken.Sequence} at {taken.At}, but the last transaction before it is {(left is null ? "none" : $"{left.Sequence} at {left.At}")}"),
        var taken when (taken.From, taken.Since) != (left.From, left.Since) =>
            new Rejection("", "past", $"its past does not begin with record {taken.From} and transaction {taken.Since}; for these rules it begins with record {left.From} and transaction {left.Since}"),
        _ => null,
    };

    private static Rejection? WrongLimits(ProofLimits limits) => limits is { Depth: >= 1 and <= ProofLimits.Deepest, Nodes: >= 1, Members: >= 0 } ? null
        : new Rejection("", "proofs", $"a depth of {limits.Depth}, {limits.Nodes} nodes and {limits.Members} members are no bounds of proofs: the depth is at most {ProofLimits.Deepest}");
}
