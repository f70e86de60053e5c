namespace CryptoScalp.Rules.Checker;

/// <summary>Ends the check of a record at the first fault; caught at the front door, which answers with the <see cref="Rejection"/>.</summary>
internal sealed class CheckFault(string node, string field, string reason) : Exception(reason)
{
    public Rejection Rejection { get; } = new(node, field, reason);
}
