using System.Reflection;
using System.Runtime.InteropServices;

namespace CryptoScalp.Rules.Verification;

/// <summary>Finds libz3 and says what to do where it is absent.</summary>
public static class Z3Library
{
    private static readonly string[] _names = ["libz3.so.4", "libz3.so", "libz3.dylib", "libz3.dll"];

    private static readonly Lazy<nint> _handle = new(Load);

    /// <summary>True when the library can be loaded. Never throws.</summary>
    public static bool IsAvailable => _handle.Value != 0;

    /// <summary><c>4.8.12.0</c>; throws <see cref="Z3MissingException"/> where the library is absent.</summary>
    public static string Version
    {
        get
        {
            Require();
            return Marshal.PtrToStringUTF8(Z3Native.Version())!.Replace("Z3 ", "", StringComparison.Ordinal);
        }
    }

    /// <exception cref="Z3MissingException">The library is absent.</exception>
    public static void Require()
    {
        if (!IsAvailable)
        {
            throw new Z3MissingException();
        }
    }

    internal static nint Resolve(string library, Assembly assembly, DllImportSearchPath? path) => library == Z3Native.Library ? _handle.Value : 0;

    private static nint Load()
    {
        string? named = Environment.GetEnvironmentVariable("SCALP_Z3");
        foreach (string name in named is { Length: > 0 } ? [named] : _names)
        {
            if (NativeLibrary.TryLoad(name, out nint handle))
            {
                return handle;
            }
        }

        return 0;
    }
}
