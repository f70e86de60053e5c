namespace CryptoScalp.Rules.Models;

/// <summary>One loaded model with buffers for a fixed number of rows: write <see cref="Input"/>, run, read the outputs. A run allocates nothing. Single-threaded.</summary>
internal interface IModelSession : IDisposable
{
    /// <summary>All rows behind one another, in the model's own order; what was there stays.</summary>
    Span<float> Input { get; }

    /// <summary>An output as the last run left it.</summary>
    ReadOnlySpan<float> Output(int index);

    void Run();
}
