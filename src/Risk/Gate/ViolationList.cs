using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Collects the violations of one order; each ends with the venue and the symbol.</summary>
internal sealed class ViolationList(InstrumentId instrument)
{
    private readonly List<RiskViolation> _violations = [];

    public static RiskDetail Detail(string key, Dec8 value) => new(key, value.ToString());

    public static RiskDetail Detail(string key, Amount value) => new(key, value.ToString());

    public static RiskDetail Detail(string key, long value) => new(key, value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void Add(RiskCode code, params ReadOnlySpan<RiskDetail> details) => _violations.Add(new RiskViolation(
        code, [.. details, new RiskDetail("venue", instrument.Venue), new RiskDetail("symbol", instrument.Symbol)]));

    /// <summary>By code; several of one code in the order found.</summary>
    public ImmutableArray<RiskViolation> ToSorted() => [.. _violations.OrderBy(static v => v.Code)];
}
