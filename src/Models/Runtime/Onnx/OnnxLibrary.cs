using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace CryptoScalp.Rules.Models;

/// <summary>Finds the native ONNX Runtime: where SCALP_ONNXRUNTIME says, beside the program, or in the checkout's <c>artifacts</c>.</summary>
internal static class OnnxLibrary
{
    private const string Package = "artifacts/onnxruntime/node_modules/com.github.asus4.onnxruntime/Plugins";

    private static nint _handle;

    /// <summary>Loads it for the binding; may be called again. The problem is the beginning of a sentence.</summary>
    public static bool TryLoad(out string problem)
    {
        problem = "the native ONNX Runtime was not found";
        foreach (string path in Candidates().Where(File.Exists))
        {
            if (NativeLibrary.TryLoad(path, out _handle))
            {
                AssemblyLoadContext.Default.ResolvingUnmanagedDll += static (_, name) => name.Contains("onnxruntime", StringComparison.Ordinal) ? _handle : 0;
                return true;
            }

            problem = $"the native ONNX Runtime at {path} cannot be loaded";
        }

        return false;
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("SCALP_ONNXRUNTIME") is { Length: > 0 } named)
        {
            yield return named;
            yield break;
        }

        (string folder, string file) = Platform();
        yield return Path.Combine(AppContext.BaseDirectory, file);
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            yield return Path.Combine(at.FullName, Package, folder, file);
        }
    }

    private static (string Folder, string File) Platform() =>
        OperatingSystem.IsWindows() ? (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "Windows/arm64" : "Windows/x64", "onnxruntime.dll")
        : OperatingSystem.IsMacOS() ? ("macOS/arm64", "libonnxruntime.dylib")
        : ("Linux/x64", "libonnxruntime.so");
}
