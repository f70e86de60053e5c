namespace CryptoScalp.Rules.Models;

/// <summary>How models are run.</summary>
public sealed record ModelOptions
{
    public ModelDevice Device { get; init; } = ModelDevice.Cpu;

    /// <summary>Threads within one run of one model, 1 to 64. Default 1: models as small as ours lose by more.</summary>
    public int Threads
    {
        get;
        init => field = value is >= 1 and <= 64 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "1 to 64 threads");
    } = 1;
}
