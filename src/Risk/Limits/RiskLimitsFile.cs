using System.Collections.Immutable;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>Reads <see cref="RiskLimits"/> from JSON. Fields, defaults and ranges: docs/risk-limits.md. An unknown field is an error.</summary>
public static class RiskLimitsFile
{
    private const long MsPerDay = 86_400_000;

    /// <summary>All errors at once; no limits when there is any.</summary>
    public static RiskLimitsLoad Parse(SourceText source)
    {
        DiagnosticBag diagnostics = new();
        RiskLimits? limits = PlacedJson.Parse(source, diagnostics) is { } root ? Root(root, diagnostics) : null;
        return new RiskLimitsLoad(diagnostics.HasErrors ? null : limits, diagnostics.ToSorted());
    }

    private static RiskLimits? Root(PlacedValue root, DiagnosticBag diagnostics)
    {
        if (!Require(root, JsonValueKind.Object, "the limits", "an object in braces", diagnostics))
        {
            return null;
        }

        LimitReader reader = new(root, diagnostics);
        RiskLimits defaults = RiskLimits.Default;
        RiskLimits limits = new()
        {
            MaxNotionalPerOrder = reader.Amount("max_notional_per_order") ?? defaults.MaxNotionalPerOrder,
            MaxPositionNotional = reader.Amount("max_position_notional") ?? defaults.MaxPositionNotional,
            MaxGrossExposure = reader.Amount("max_gross_exposure") ?? defaults.MaxGrossExposure,
            MaxOrders = (int)(reader.Integer("max_orders", 1, 10_000) ?? defaults.MaxOrders),
            MaxOrdersWindowMs = reader.Integer("max_orders_window_ms", 1, MsPerDay) ?? defaults.MaxOrdersWindowMs,
            MaxPriceAgeMs = reader.Integer("max_price_age_ms", 1, MsPerDay) ?? defaults.MaxPriceAgeMs,
            MaxPriceDeviation = reader.Fraction("max_price_deviation") ?? defaults.MaxPriceDeviation,
            KillSwitches = KillSwitches(reader.Field("kill_switches"), diagnostics) ?? defaults.KillSwitches,
            Instruments = Instruments(reader.Field("instruments"), diagnostics),
        };
        reader.RefuseUnknown();
        return limits;
    }

    private static ImmutableArray<KillSwitchLimit>? KillSwitches(PlacedValue? list, DiagnosticBag diagnostics)
    {
        if (list is null || !Require(list, JsonValueKind.Array, "kill_switches", "a list in brackets", diagnostics))
        {
            return null;
        }

        return [.. list.Items.Select(item => KillSwitch(item, diagnostics)).OfType<KillSwitchLimit>()];
    }

    private static KillSwitchLimit? KillSwitch(PlacedValue item, DiagnosticBag diagnostics)
    {
        if (!Require(item, JsonValueKind.Object, "kill_switches", "a list of objects in braces", diagnostics))
        {
            return null;
        }

        LimitReader reader = new(item, diagnostics);
        LossBaseline? baseline = Baseline(reader, item, diagnostics);
        Dec8? loss = reader.Amount("max_loss");
        Dec8? fraction = reader.Fraction("max_loss_fraction");
        reader.RefuseUnknown();
        if (item.Member("max_loss") is null && item.Member("max_loss_fraction") is null)
        {
            diagnostics.Report(RiskDiagnostics.EmptyKillSwitch, item.Span);
        }

        return baseline is { } known ? new KillSwitchLimit(known, loss, fraction) : null;
    }

    private static LossBaseline? Baseline(LimitReader reader, PlacedValue item, DiagnosticBag diagnostics)
    {
        const string Kind = "\"start\", \"day\" or \"peak\"";
        switch (reader.Text("baseline", Kind))
        {
            case null:
                return null;
            case "start":
                return LossBaseline.Start;
            case "day":
                return LossBaseline.Day;
            case "peak":
                return LossBaseline.Peak;
            default:
                diagnostics.Report(RiskDiagnostics.WrongKind, (item.Member("baseline") ?? item).Span, "baseline", Kind);
                return null;
        }
    }

    private static ImmutableSortedDictionary<InstrumentId, InstrumentLimits> Instruments(PlacedValue? map, DiagnosticBag diagnostics)
    {
        ImmutableSortedDictionary<InstrumentId, InstrumentLimits>.Builder limits = RiskLimits.Default.Instruments.ToBuilder();
        if (map is not null && Require(map, JsonValueKind.Object, "instruments", "an object in braces", diagnostics))
        {
            foreach (PlacedMember member in map.Members)
            {
                AddInstrument(limits, member, diagnostics);
            }
        }

        return limits.ToImmutable();
    }

    private static void AddInstrument(
        ImmutableSortedDictionary<InstrumentId, InstrumentLimits>.Builder limits, PlacedMember member, DiagnosticBag diagnostics)
    {
        int colon = member.Name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 2 || member.Name[0] != '/' || colon == member.Name.Length - 1)
        {
            diagnostics.Report(RiskDiagnostics.BadInstrumentName, member.Span, member.Name);
            return;
        }

        if (Require(member.Value, JsonValueKind.Object, member.Name, "an object in braces", diagnostics))
        {
            LimitReader reader = new(member.Value, diagnostics);
            limits[new InstrumentId(member.Name[..colon], member.Name[(colon + 1)..])] = new InstrumentLimits
            {
                MaxNotionalPerOrder = reader.Amount("max_notional_per_order"),
                MaxPositionNotional = reader.Amount("max_position_notional"),
                MaxPositionQuantity = reader.Amount("max_position_quantity"),
            };
            reader.RefuseUnknown();
        }
    }

    private static bool Require(PlacedValue value, JsonValueKind kind, string name, string description, DiagnosticBag diagnostics)
    {
        if (value.Kind != kind)
        {
            diagnostics.Report(RiskDiagnostics.WrongKind, value.Span, name, description);
        }

        return value.Kind == kind;
    }
}
