using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;

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

    /// <summary>A model, run on the rows up to a row of features.</summary>
    Model,

    /// <summary>The account: positions, equity, the state of trading.</summary>
    Account,

    /// <summary>A desk beside the tick: an <c>optimize</c> statement, solved on the facts of an earlier tick.</summary>
    Desk,
}

/// <summary>Where a given fact came from, in a form that costs nothing to keep.</summary>
internal readonly record struct FactOrigin(FactOriginKind Kind, SourcePosition Frame, FeatureRowId Row, string? Model = null);
