namespace CryptoScalp.Rules.Models;

/// <summary>One loaded model with buffers for up to so many rows: write <see cref="Input"/>, run some of them, read the outputs. Single-threaded.</summary>
internal interface IModelSession : IDisposable
{
    /// <summary>What it runs on, which may be another device than was asked for.</summary>
    ModelDevice Device { get; }

    /// <summary>All rows behind one another, in the model's own order; what was there stays.</summary>
    Span<float> Input { get; }

    /// <summary>An output as the last run left it.</summary>
    ReadOnlySpan<float> Output(int index);

    /// <summary>Runs the first rows; others cost nothing. The first run of each number of rows allocates, none after it does.</summary>
    void Run(int rows);
}
