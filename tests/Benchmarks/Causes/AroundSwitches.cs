using System.Globalization;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>What the ticks just before and after each change of the rules took, by their place. Used by the tick thread; allocates nothing while it notes.</summary>
/// <param name="capacity">Changes that are kept; of further ones nothing is.</param>
internal sealed class AroundSwitches(int capacity)
{
    private const int Before = 5;
    private const int After = 20;
    private const int Places = Before + 1 + After;

    private readonly Stretch[] _last = new Stretch[Before];
    private readonly Stretch[] _kept = new Stretch[capacity * Places];
    private long _count;

    /// <summary>Changes so far.</summary>
    public int Switches { get; private set; }

    /// <summary>A tick is over.</summary>
    public void Note(in Stretch stretch)
    {
        if (stretch.IsSwitch && Switches < capacity)
        {
            for (int i = 0; i < Before; i++)
            {
                _kept[(Switches * Places) + i] = _last[(int)((_count + i) % Before)];
            }

            Switches++;
        }

        if (Switches > 0 && stretch.SinceSwitch <= After)
        {
            _kept[((Switches - 1) * Places) + Before + stretch.SinceSwitch] = stretch;
        }

        _last[(int)(_count++ % Before)] = stretch;
    }

    /// <summary>By place: 0 is the tick with the change before it.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine("  place      p50 us    p99 us    max us   page faults  off us  blocks written");
        for (int place = 0; place < Places && Switches > 0; place++)
        {
            Stretch[] here = [.. Enumerable.Range(0, Switches).Select(i => _kept[(i * Places) + place])];
            double[] took = [.. here.Select(static s => s.TookNs / 1e3).Order()];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {place - Before,5}  {At(took, 0.5),10:F1}{At(took, 0.99),10:F1}{took[^1],10:F1}  {here.Average(static s => s.Usage.PageFaults),12:F2}{here.Average(static s => s.OffNs / 1e3),8:F1}{here.Average(static s => s.Usage.Blocks),8:F1}"));
        }
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
