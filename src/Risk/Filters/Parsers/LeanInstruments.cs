using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>The crypto rows of QuantConnect Lean's symbol properties, as CSV with a header row.</summary>
/// <remarks>
/// Columns are found by name: market, symbol, type, quote_currency, contract_multiplier, minimum_price_variation, lot_size,
/// minimum_order_size; others are not read. Fields are not quoted. The venue is the market with a slash, and
/// <c>_future</c> after it for rows of type cryptofuture. minimum_order_size counts quote currency at Binance, base units elsewhere.
/// </remarks>
public static class LeanInstruments
{
    private static readonly string[] Required =
        ["market", "symbol", "type", "quote_currency", "contract_multiplier", "minimum_price_variation", "lot_size", "minimum_order_size"];

    public static InstrumentLoad Parse(SourceText source)
    {
        DiagnosticBag diagnostics = new();
        InstrumentListing listing = new(diagnostics);
        string[] header = source.Line(1).Split(',');
        if (Required.FirstOrDefault(name => !header.Contains(name)) is { } missing)
        {
            diagnostics.Report(RiskDiagnostics.NotInstruments, new SourceSpan(source, new TextSpan(0, source.Line(1).Length)), "Lean", $"its header has no column '{missing}'");
            return listing.ToLoad();
        }

        int start = source.Text.IndexOf('\n', StringComparison.Ordinal) + 1;
        while (start > 0 && start < source.Text.Length)
        {
            int end = source.Text.IndexOf('\n', start);
            end = end < 0 ? source.Text.Length : end;
            Add(header, source, TextSpan.FromBounds(start, end), listing);
            start = end + 1;
        }

        return listing.ToLoad();
    }

    private static void Add(string[] header, SourceText source, TextSpan line, InstrumentListing listing)
    {
        SourceSpan span = new(source, line);
        string text = source.Text.Substring(line.Start, line.Length).TrimEnd('\r');
        string[] cells = text.Split(',');
        if (cells.Length != header.Length)
        {
            listing.LeaveOut(text.Length == 0 ? "?" : cells[Math.Min(1, cells.Length - 1)], $"the row has {cells.Length} fields, the header {header.Length}", span);
            return;
        }

        string Cell(string name) => cells[Array.IndexOf(header, name)];
        NumberFields numbers = new();
        bool minimumIsQuote = Cell("market").StartsWith("binance", StringComparison.Ordinal);
        Dec8 minimum = Cell("minimum_order_size") is { Length: > 0 } size ? numbers.Read(size, "minimum_order_size", DecimalRounding.Up) : Dec8.Zero;
        InstrumentFilters filters = new()
        {
            Instrument = new InstrumentId($"/{Cell("market")}{(Cell("type") == "cryptofuture" ? "_future" : "")}", Cell("symbol")),
            QuoteCurrency = Cell("quote_currency"),
            ContractSize = numbers.Read(Cell("contract_multiplier"), "contract_multiplier", DecimalRounding.Exact),
            TickSize = numbers.Read(Cell("minimum_price_variation"), "minimum_price_variation", DecimalRounding.Exact),
            LotStep = numbers.Read(Cell("lot_size"), "lot_size", DecimalRounding.Exact),
            MinQuantity = minimumIsQuote ? Dec8.Zero : minimum,
            MinNotional = minimumIsQuote ? minimum : Dec8.Zero,
        };
        if (filters.Instrument.Symbol.Length == 0 || filters.ContractSize.IsZero)
        {
            numbers.Fail("the symbol is empty or the contract multiplier 0");
        }

        listing.Add(filters, numbers, span);
    }
}
