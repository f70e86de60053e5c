using Microsoft.ML.OnnxRuntime;

namespace CryptoScalp.Rules.Models;

/// <summary>A model with its tensors bound once, over arrays that stay where they are: a run copies nothing and makes no object.</summary>
/// <remarks>A tensor has a fixed shape, so each number of rows has a binding of its own over the same arrays, made when it is first run.</remarks>
internal sealed class OnnxSession : IModelSession
{
    private readonly InferenceSession _session;
    private readonly ModelShape _shape;
    private readonly RunOptions _run = new();
    private readonly OnnxBinding?[] _bindings;
    private readonly float[] _input;
    private readonly float[][] _outputs;

    /// <summary>Takes the session over.</summary>
    public OnnxSession(InferenceSession session, ModelShape shape, int batch, ModelDevice device)
    {
        (_session, _shape, Device) = (session, shape, device);
        _bindings = new OnnxBinding?[batch + 1];
        _input = GC.AllocateArray<float>(batch * shape.InputLength, pinned: true);
        _outputs = [.. shape.Outputs.Select(o => GC.AllocateArray<float>(batch * o.Length, pinned: true))];
    }

    public ModelDevice Device { get; }

    public Span<float> Input => _input;

    public ReadOnlySpan<float> Output(int index) => _outputs[index];

    public void Run(int rows) => (_bindings[rows] ??= new OnnxBinding(_session, _shape, rows, _input, _outputs)).Run(_session, _run);

    public void Dispose()
    {
        Array.ForEach(_bindings, static b => b?.Dispose());
        _run.Dispose();
        _session.Dispose();
    }
}
