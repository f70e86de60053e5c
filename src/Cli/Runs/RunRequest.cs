using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Cli;

/// <summary>What <c>scalp run</c> was asked for.</summary>
internal sealed record RunRequest(
    string[] Rules, string[] Feeds, string? Journal, bool Append, string Speed, string Proofs, string[] Filters, string? Limits, string Equity, bool Json)
{
    /// <summary>Every n-th non-decision goes into the journal; 0 for none.</summary>
    public int RecordNonDecisionsEvery
    {
        get;
        init => field = value >= 0 ? value : throw new WrongCallException($"--record-non-decisions is 0 for none, 1 for all, or n for every n-th, not {value}");
    } = 1;

    /// <summary>False when <see cref="Equity"/> is what is taken where nothing was said.</summary>
    public bool IsEquityGiven { get; init; }

    /// <summary>auto, yes or no.</summary>
    public string Rehearse { get; init; } = "no";

    /// <summary>A rehearsal costs some half a second: it pays for a run of millions of events, and where each event is waited for.</summary>
    public bool Rehearses => Rehearse switch
    {
        "yes" => true,
        "no" => false,
        "auto" => IsPaced || Feeds.Any(static f => f.StartsWith("replay:", StringComparison.Ordinal)),
        _ => throw new WrongCallException($"--rehearse is auto, yes or no, not '{Rehearse}'"),
    };

    /// <summary>Where the run is to be asked over HTTP; null for nowhere.</summary>
    public ServeOptions? Serving { get; init; }

    /// <summary>Where the models are; null for those of the checkout.</summary>
    public string? Models { get; init; }

    /// <summary>What models are run on, as it was written.</summary>
    public string Device { get; init; } = "cpu";

    public ModelDevice ModelDevice => Device switch
    {
        "cpu" => ModelDevice.Cpu,
        "cuda" => ModelDevice.Cuda,
        "tensorrt" => ModelDevice.TensorRt,
        _ => throw new WrongCallException($"--model-device is cpu, cuda or tensorrt, not '{Device}'"),
    };

    /// <summary>Threads within one model.</summary>
    public int Threads
    {
        get;
        init => field = value is >= 1 and <= 64 ? value : throw new WrongCallException($"--model-threads is 1 to 64, not {value}");
    } = 1;

    public ModelOptions ModelOptions => new() { Device = ModelDevice, Threads = Threads };

    public bool IsPaced => Speed switch
    {
        "max" => false,
        "1x" => true,
        _ => throw new WrongCallException($"--speed is max or 1x, not '{Speed}'"),
    };

    public ProofDisplay Display => Proofs switch
    {
        "none" => ProofDisplay.None,
        "first" => ProofDisplay.FirstOfEachRule,
        "all" => ProofDisplay.All,
        _ => throw new WrongCallException($"--proofs is none, first or all, not '{Proofs}'"),
    };

    public Dec8 StartingEquity =>
        Dec8.TryParse(Equity, out Dec8 amount) && amount > Dec8.Zero ? amount : throw new WrongCallException($"--equity is a positive amount such as 100000, not '{Equity}'");

    /// <exception cref="WrongCallException">An option has a value that it cannot have.</exception>
    public void Validate() => _ = (IsPaced, Display, StartingEquity, ModelDevice, Rehearses);

    public bool AppendsNothing => Append && Journal is null;
}
