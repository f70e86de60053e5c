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

    private static InferenceSession Load(byte[] model, ModelOptions options, DiagnosticBag diagnostics, out ModelDevice device)
    {
        using SessionOptions session = new()
        {
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, // what is wrong comes as an exception, once
        };
        device = Choose(session, options.Device, diagnostics);
        return new InferenceSession(model, session);
    }

    /// <summary>The device that was asked for where it is to be had, else the processor, and a warning.</summary>
    private static ModelDevice Choose(SessionOptions session, ModelDevice device, DiagnosticBag diagnostics)
    {
        try
        {
            switch (device)
            {
                case ModelDevice.Cpu: break;
                case ModelDevice.Cuda: session.AppendExecutionProvider_CUDA(); break;
                case ModelDevice.TensorRt: session.AppendExecutionProvider_Tensorrt(); break;
                default: throw new System.Diagnostics.UnreachableException();
            }

            return device;
        }
        catch (EntryPointNotFoundException)
        {
            return Instead("the ONNX Runtime that is installed was built without it; docs/dependencies.md names the package for cards", device, diagnostics);
        }
        catch (Exception e) when (e is OnnxRuntimeException or DllNotFoundException)
        {
            return Instead(FirstLine(e.Message), device, diagnostics);
        }
    }

    private static ModelDevice Instead(string why, ModelDevice device, DiagnosticBag diagnostics)
    {
        diagnostics.Add(Diagnostic.Create(ModelDiagnostics.DeviceMissing, null, device == ModelDevice.Cuda ? "CUDA" : "TensorRT", why));
        return ModelDevice.Cpu;
    }

    private static string FirstLine(string message) => message.Split('\n')[0].Trim();
}
