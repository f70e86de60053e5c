using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>What happened to one derived relation over a stream.</summary>
internal sealed class RelationCount
{
    /// <summary>Rows at the end.</summary>
    public long Rows { get; set; }

    public long Appeared { get; set; }

    public long Vanished { get; set; }

    /// <summary>Of the rows at the end; see <see cref="RowChecksum"/>.</summary>
    public string Checksum { get; set; } = RowChecksum.Of([]);

    public void Add(ChangeKind kind)
    {
        Appeared += kind == ChangeKind.Assert ? 1 : 0;
        Vanished += kind == ChangeKind.Retract ? 1 : 0;
    }
}
