namespace CryptoScalp.Rules.Models;

/// <summary>Finds the runtime that runs models, and says why when there is none.</summary>
public static class ModelRuntime
{
    private const string HowTo = "run ./scalp or src/Models/Binding/install.sh once with npm and a network";

    /// <summary>Null where models can be run; otherwise why not, and what to do.</summary>
    public static string? WhyMissing { get; } = Find();

    /// <exception cref="ModelException">CSR6201: it is not here.</exception>
    internal static IModelRuntime Require()
    {
        if (WhyMissing is not null)
        {
            throw new ModelException(ModelDiagnostics.RuntimeMissing, null, WhyMissing);
        }

#if ONNX_RUNTIME
        return OnnxRuntime.Instance;
#else
        throw new System.Diagnostics.UnreachableException();
#endif
    }

#if ONNX_RUNTIME
    private static string? Find() => OnnxLibrary.TryLoad(out string problem) ? null : $"{problem}; {HowTo}, or set SCALP_ONNXRUNTIME to the path of the library";
#else
    private static string? Find() => $"this build was made without the ONNX Runtime; {HowTo}";
#endif
}
