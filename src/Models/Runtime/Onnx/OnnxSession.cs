using Microsoft.ML.OnnxRuntime;

namespace CryptoScalp.Rules.Models;

/// <summary>A model with its tensors bound once, over arrays that stay where they are: a run copies nothing and makes no object.</summary>
internal sealed class OnnxSession : IModelSession
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _run = new();
    private readonly OrtValue[] _values;
    private readonly float[] _input;
    private readonly float[][] _outputs;

    /// <summary>Takes the session over.</summary>
    public OnnxSession(InferenceSession session, ModelShape shape, int batch)
    {
        _session = session;
        _binding = session.CreateIoBinding();
        _input = GC.AllocateArray<float>(batch * shape.InputLength, pinned: true);
        _outputs = [.. shape.Outputs.Select(o => GC.AllocateArray<float>(batch * o.Length, pinned: true))];
        OrtValue input = Tensor(_input, [batch, .. shape.Input]);
        OrtValue[] outputs = [.. shape.Outputs.Select((o, i) => Tensor(_outputs[i], [batch, o.Length]))];
        _values = [input, .. outputs];
        _binding.BindInput(ModelShape.InputName, input);
        for (int i = 0; i < outputs.Length; i++)
        {
            _binding.BindOutput(shape.Outputs[i].Name, outputs[i]);
        }
    }

    public Span<float> Input => _input;

    public ReadOnlySpan<float> Output(int index) => _outputs[index];

    public void Run() => _session.RunWithBinding(_run, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        Array.ForEach(_values, static v => v.Dispose());
        _run.Dispose();
        _session.Dispose();
    }

    private static OrtValue Tensor(float[] memory, int[] shape) =>
        OrtValue.CreateTensorValueFromMemory<float>(OrtMemoryInfo.DefaultInstance, memory, Array.ConvertAll(shape, static d => (long)d));
}
