using CryptoScalp.Rules.Features;
using CryptoScalp.Rules.MarketData;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Where a score came from; one object a symbol and ensemble, written over when rules are told.</summary>
internal sealed class ScoreOrigin
{
    /// <summary>Ensemble and version: <c>/second/1f3a9c2d0b71</c>.</summary>
    public string Model { get; private set; } = "";

    /// <summary>The row of features that was the newest.</summary>
    public FeatureRowId Row { get; set; }

    /// <summary>The frame that closed its bar.</summary>
    public SourcePosition Frame { get; set; }

    private string _version = "";

    public FactOrigin ToOrigin() => new(FactOriginKind.Model, Frame, Row, Model);

    /// <summary>Makes a string only when the version is another than before.</summary>
    public void SetVersion(string ensemble, string version)
    {
        if (!ReferenceEquals(version, _version) && version != _version)
        {
            Model = $"{ensemble}/{version}";
        }

        _version = version;
    }
}
