using Microsoft.ML.OnnxRuntime;

namespace CryptoScalp.Rules.Models;

/// <summary>The tensors of a session for one number of rows: the beginnings of arrays that stay where they are.</summary>
internal sealed class OnnxBinding : IDisposable
{
    private readonly OrtIoBinding _binding;
    private readonly OrtValue[] _values;

    public OnnxBinding(InferenceSession session, ModelShape shape, int rows, float[] input, float[][] outputs)
    {
        _binding = session.CreateIoBinding();
        OrtValue read = Tensor(input.AsMemory(0, rows * shape.InputLength), [rows, .. shape.Input]);
        OrtValue[] written = [.. shape.Outputs.Select((o, i) => Tensor(outputs[i].AsMemory(0, rows * o.Length), [rows, o.Length]))];
        _values = [read, .. written];
        _binding.BindInput(ModelShape.InputName, read);
        for (int i = 0; i < written.Length; i++)
        {
            _binding.BindOutput(shape.Outputs[i].Name, written[i]);
        }
    }

    public void Run(InferenceSession session, RunOptions options) => session.RunWithBinding(options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        Array.ForEach(_values, static v => v.Dispose());
    }

    private static OrtValue Tensor(Memory<float> memory, int[] shape) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, Array.ConvertAll(shape, static d => (long)d));
}
