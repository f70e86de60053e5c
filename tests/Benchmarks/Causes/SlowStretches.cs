using System.Globalization;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>Keeps what is known of the slow ones among a thread's ticks, and tells what made them slow. Used by the tick thread between two ticks; allocates nothing.</summary>
/// <param name="capacity">How many slow ones are kept.</param>
/// <param name="atLeastNs">From when on one is slow.</param>
/// <param name="switches">How many changes of rules are kept with what surrounds them.</param>
internal sealed class SlowStretches(int capacity, long atLeastNs, int switches)
{
    /// <summary>Ticks whose median is told as one: what of the market a stretch of ticks sees is the same in every run.</summary>
    private const int Block = 50_000;

    private readonly Stretch[] _kept = new Stretch[capacity];
    private readonly LatencyHistogram[] _blocks = [.. Enumerable.Range(0, 100).Select(static _ => new LatencyHistogram())];
    private Moment _from;
    private string? _version;
    private long _left;
    private long _ticks;
    private long _sinceSwitch;

    /// <summary>All of them, in nanoseconds between the ends of their feeds' calls.</summary>
    public LatencyHistogram All { get; } = new();

    public int Count { get; private set; }

    /// <summary>What surrounds the changes of rules.</summary>
    public AroundSwitches Around { get; } = new(switches);

    /// <summary>A tick is over.</summary>
    public void End(string version)
    {
        if (_version is not null)
        {
            Moment now = Moment.Now();
            bool isSwitch = !ReferenceEquals(_version, version);
            _sinceSwitch = isSwitch ? 0 : _sinceSwitch + 1;
            Stretch stretch = Stretch.Between(_from, now, isSwitch) with { SinceSwitch = _sinceSwitch };
            Around.Note(stretch);
            _blocks[Math.Min(_ticks++ / Block, _blocks.Length - 1)].Record(stretch.TookNs);
            if (!stretch.IsSwitch)
            {
                All.Record(stretch.TookNs);
            }

            Keep(stretch);
        }

        _version = version;
    }

    /// <summary>A tick begins.</summary>
    public void Begin() => _from = Moment.Now();

    /// <summary>By cause: how many of those that took at least so long, and the time that went there.</summary>
    public void Print(string what, Func<Stretch, bool> isMeant, TextWriter output)
    {
        Stretch[] meant = [.. _kept[..Count].Where(isMeant)];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {meant.Length}{(_left > 0 ? $", {_left} more were not kept" : "")}"));
        foreach (IGrouping<string, Stretch> cause in meant.GroupBy(static s => s.Cause).OrderByDescending(static g => g.Count()))
        {
            double[] took = [.. cause.Select(static s => s.TookNs / 1e3).Order()];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {cause.Key,-22} {took.Length,6}  median {took[took.Length / 2],8:F0} us, longest {took[^1],8:F0}; in all collector {cause.Sum(static s => s.GcNs) / 1e6:F1} ms, compiling {cause.Sum(static s => s.JitNs) / 1e6:F1}, off {cause.Sum(static s => s.OffNs) / 1e6:F1}; {cause.Sum(static s => s.Usage.PageFaults)} page faults; within 1, 10, 100, 1000 ticks of a switch {Within(cause, 1)}, {Within(cause, 10)}, {Within(cause, 100)}, {Within(cause, 1_000)}"));
        }
    }

    /// <summary>The medians of ticks, in the order of the run.</summary>
    public void PrintMedians(TextWriter output) => output.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"  median us of each {Block} ticks: {string.Join(' ', _blocks.Where(static b => b.Count > 0).Select(static b => (b.PercentileNs(0.5) / 1e3).ToString("F1", CultureInfo.InvariantCulture)))}"));

    private static int Within(IEnumerable<Stretch> stretches, long ticks) => stretches.Count(s => s.SinceSwitch <= ticks);

    private void Keep(in Stretch stretch)
    {
        if (stretch.TookNs < atLeastNs && !stretch.IsSwitch)
        {
            return;
        }

        if (Count < _kept.Length)
        {
            _kept[Count++] = stretch;
        }
        else
        {
            _left++;
        }
    }
}
