using System.Globalization;

namespace CryptoScalp.Rules.Features;

/// <summary>Makes a feature from one or two others, bar by bar.</summary>
public sealed class Combinator
{
    private readonly int _countsNewest;

    internal Combinator(string name, string summary, int inputs, int standard, int minimum, string example, Func<int, CombinatorKernel> create, bool countsNewest = true)
    {
        (Name, Summary, Inputs, Standard, Minimum, Example, Create) = (name, summary, inputs, standard, minimum, example, create);
        _countsNewest = countsNewest ? 1 : 0;
    }

    /// <summary>Lower-case.</summary>
    public string Name { get; }

    public string Summary { get; }

    /// <summary>The number of calls it is applied to, 1 or 2.</summary>
    public int Inputs { get; }

    /// <summary>The window in bars where none is given; 0 for a combinator without one.</summary>
    public int Standard { get; }

    /// <summary>The shortest window.</summary>
    public int Minimum { get; }

    public string Example { get; }

    /// <summary>From a window; gets one value per bar and input, all finite.</summary>
    internal Func<int, CombinatorKernel> Create { get; }

    /// <summary>The window that the numbers of a call give.</summary>
    internal int Window(IReadOnlyList<double> numbers) => numbers.Count == 0 ? Standard : (int)numbers[0];

    /// <summary>The bars before the newest that it reads.</summary>
    internal int Earlier(IReadOnlyList<double> numbers) => Standard == 0 ? 0 : Window(numbers) - _countsNewest;

    internal string Problem(List<double> numbers)
    {
        if (numbers.Count > (Standard == 0 ? 0 : 1))
        {
            return Standard == 0 ? $"{Name} takes no number" : $"{Name} takes one number, its window in bars";
        }

        double window = numbers.Count == 0 ? Standard : numbers[0];
        return Standard == 0 || (window >= Minimum && window <= IndicatorParameter.LongestPeriod && window == Math.Floor(window))
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"the window of {Name} is {window}; it must be a whole number from {Minimum} to {IndicatorParameter.LongestPeriod}");
    }
}
