using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>What told a given fact.</summary>
internal enum FactOriginKind : byte
{
    /// <summary>Nobody says: a fact of the program's text.</summary>
    None,

    /// <summary>A frame of a feed.</summary>
    Frame,

    /// <summary>A row of features, computed up to a frame.</summary>
    FeatureRow,

    /// <summary>A feature of bars, computed when one closed.</summary>
    Bar,

    /// <summary>A model, run on the rows up to a row of features.</summary>
    Model,

    /// <summary>The account: positions, equity, the state of trading.</summary>
    Account,

    /// <summary>A desk beside the tick: an <c>optimize</c> statement, solved on the facts of an earlier tick.</summary>
    Desk,

    /// <summary>An earlier run of the journal; in its words.</summary>
    Recorded,

    /// <summary>The beginning of this run, which takes back what an earlier one told.</summary>
    Restart,
}

/// <summary>Where a given fact came from, in a form that costs nothing to keep.</summary>
/// <param name="Kind">What told it.</param>
/// <param name="Frame">The frame.</param>
/// <param name="Row">The row of features of ticks at that frame.</param>
/// <param name="Model">Ensemble and version; of what an earlier run told, its words.</param>
/// <param name="Bar">The bar that closed last, counted from 1 over the run.</param>
/// <param name="Closed">Its close.</param>
internal readonly record struct FactOrigin(FactOriginKind Kind, SourcePosition Frame, FeatureRowId Row, string? Model = null, long Bar = 0, EventTime Closed = default);
