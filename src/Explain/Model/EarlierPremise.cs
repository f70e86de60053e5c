using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>A premise of a row that a rule stored: it held at that moment, and may be gone since.</summary>
/// <param name="Fact">Source text.</param>
/// <param name="At">Event time of the step that stored the row.</param>
/// <param name="Moment">As proofs say it: <c>at 7, transaction 1, step 2</c>.</param>
public sealed record EarlierPremise(string Fact, EventTime At, string Moment)
{
    private const string Start = "held ";

    /// <summary>Its proof as of that moment; null where the moment was not asked for, or the fact was gone when its transaction ended.</summary>
    public Proof? Proof { get; init; }

    /// <summary>The transaction that stored the row; null where the moment does not say it.</summary>
    public long? Transaction => Moment.Split(' ') is [_, _, "transaction", var number, ..]
        && long.TryParse(number.TrimEnd(','), NumberStyles.None, CultureInfo.InvariantCulture, out long transaction) ? transaction : null;

    /// <summary>The premises of stored rows that a graph shows without their grounds, in the order of its nodes.</summary>
    public static IEnumerable<EarlierPremise> In(ProofGraph graph) => graph.Nodes.Select(Of).OfType<EarlierPremise>();

    /// <summary>What a node says of a premise of a stored row; null for any other node.</summary>
    public static EarlierPremise? Of(ProofNode node) => node is GivenNode given ? Read(given) : null;

    internal static string OriginOf(StoredOrigin stored) => Start + stored;

    private static EarlierPremise? Read(GivenNode node)
    {
        if (node.At is not null || node.Origin?.StartsWith(Start + "at ", StringComparison.Ordinal) != true)
        {
            return null;
        }

        string moment = node.Origin[Start.Length..];
        bool isTime = long.TryParse(moment.AsSpan(3, Math.Max(0, moment.IndexOf(',', StringComparison.Ordinal) - 3)), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long at);
        return isTime ? new EarlierPremise(node.Fact, new EventTime(at), moment) : null;
    }
}
