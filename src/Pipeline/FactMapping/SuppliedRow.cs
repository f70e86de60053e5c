using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>One row that the pipeline supplies and keeps up to date: its predicate and key, and what is to be known of it on every tick, worked out once.</summary>
/// <remarks>Made when its instrument is first seen; from then on telling it costs no memory. Single-threaded.</remarks>
internal sealed class SuppliedRow
{
    private readonly Value[] _key;

    /// <param name="number">Counts the rows of a run from 0.</param>
    /// <param name="predicate">Its name.</param>
    /// <param name="isKeyed">The program declares the same leading columns as the key.</param>
    /// <param name="source">What it tells.</param>
    /// <param name="instrument">Whose; null for the account.</param>
    /// <param name="key">The leading columns, which never change.</param>
    public SuppliedRow(int number, string predicate, bool isKeyed, RowSource source, InstrumentFacts? instrument, params Value[] key)
    {
        Number = number;
        Predicate = predicate;
        IsKeyed = isKeyed;
        Source = source;
        Instrument = instrument;
        _key = key;
        string start = new Fact(predicate, key).ToString()[..^1];
        JsonStart = [.. JsonEncodedText.Encode(start, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes];
    }

    /// <summary>Counts the rows of a run from 0, so that what others know of a row can stand in an array.</summary>
    public int Number { get; }

    public string Predicate { get; }

    public bool IsKeyed { get; }

    public RowSource Source { get; }

    public InstrumentFacts? Instrument { get; }

    public ReadOnlySpan<Value> Key => _key;

    /// <summary>How long the program lets the row live; null where it says nothing.</summary>
    public long? TtlNs { get; init; }

    /// <summary><c>quote(/binance_spot, "BTCUSDT"</c>, ready to stand inside a JSON string.</summary>
    public ImmutableArray<byte> JsonStart { get; }

    /// <summary>Of a row that a model tells: which version, on which row of features.</summary>
    public ScoreOrigin? Scored { get; init; }

    /// <summary>Of a feature of bars: those that it steps with.</summary>
    public BarSeries? Bars { get; set; }
}
