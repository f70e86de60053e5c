using CryptoScalp.Rules.Primitives;
using Microsoft.ML.OnnxRuntime;

namespace CryptoScalp.Rules.Models;

/// <summary>The ONNX Runtime behind <see cref="IModelRuntime"/>.</summary>
internal sealed class OnnxRuntime : IModelRuntime
{
    private OnnxRuntime()
    {
    }

    public static OnnxRuntime Instance { get; } = new();

    public IModelSession Open(string name, byte[] model, ModelShape shape, int batch, ModelOptions options, DiagnosticBag diagnostics)
    {
        try
        {
            InferenceSession session = Load(model, options, diagnostics, out ModelDevice device);
            try
            {
                OnnxShapeCheck.Check(name, session, shape);
                return new OnnxSession(session, shape, batch, device);
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(ModelDiagnostics.NotAModel, e, name, FirstLine(e.Message));
        }
    }

    /// <summary>On the device that was asked for where it is to be had, else on the processor, with a warning. A card may be refused when it is named or only when a session is made.</summary>
    private static InferenceSession Load(byte[] model, ModelOptions options, DiagnosticBag diagnostics, out ModelDevice device)
    {
        device = options.Device;
        if (device != ModelDevice.Cpu)
        {
            try
            {
                return LoadOn(device, model, options);
            }
            catch (Exception e) when (e is OnnxRuntimeException or DllNotFoundException or EntryPointNotFoundException)
            {
                string why = e is EntryPointNotFoundException ? "the ONNX Runtime that is installed was built without it; docs/dependencies.md names the package for cards" : FirstLine(e.Message);
                diagnostics.Add(Diagnostic.Create(ModelDiagnostics.DeviceMissing, null, device == ModelDevice.Cuda ? "CUDA" : "TensorRT", why));
                device = ModelDevice.Cpu; // a file that is no model fails there again, with its own message
            }
        }

        return LoadOn(device, model, options);
    }

    private static InferenceSession LoadOn(ModelDevice device, byte[] model, ModelOptions options)
    {
        using SessionOptions session = new()
        {
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, // what is wrong comes as an exception, once
        };
        switch (device)
        {
            case ModelDevice.Cpu: break;
            case ModelDevice.Cuda: session.AppendExecutionProvider_CUDA(); break;
            case ModelDevice.TensorRt: session.AppendExecutionProvider_Tensorrt(); break;
            default: throw new System.Diagnostics.UnreachableException();
        }

        return new InferenceSession(model, session);
    }

    private static string FirstLine(string message) => message.Split('\n')[0].Trim();
}
