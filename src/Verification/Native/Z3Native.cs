using System.Runtime.InteropServices;

namespace CryptoScalp.Rules.Verification;

/// <summary>The few functions of libz3's C API that are used. Everything else goes through SMT-LIB 2 text.</summary>
internal static partial class Z3Native
{
    public const string Library = "libz3";

    static Z3Native() => NativeLibrary.SetDllImportResolver(typeof(Z3Native).Assembly, Z3Library.Resolve);

    [LibraryImport(Library, EntryPoint = "Z3_mk_config")]
    public static partial nint MakeConfig();

    [LibraryImport(Library, EntryPoint = "Z3_set_param_value", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetConfig(nint config, string name, string value);

    [LibraryImport(Library, EntryPoint = "Z3_del_config")]
    public static partial void DeleteConfig(nint config);

    [LibraryImport(Library, EntryPoint = "Z3_mk_context_rc")]
    public static partial nint MakeContext(nint config);

    [LibraryImport(Library, EntryPoint = "Z3_del_context")]
    public static partial void DeleteContext(nint context);

    /// <summary>A null handler: errors are read with <see cref="ErrorCode"/> instead of ending the process.</summary>
    [LibraryImport(Library, EntryPoint = "Z3_set_error_handler")]
    public static partial void SetErrorHandler(nint context, nint handler);

    [LibraryImport(Library, EntryPoint = "Z3_get_error_code")]
    public static partial int ErrorCode(nint context);

    [LibraryImport(Library, EntryPoint = "Z3_get_error_msg")]
    public static partial nint ErrorMessage(nint context, int code);

    [LibraryImport(Library, EntryPoint = "Z3_eval_smtlib2_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Evaluate(nint context, string commands);

    [LibraryImport(Library, EntryPoint = "Z3_get_full_version")]
    public static partial nint Version();

    [LibraryImport(Library, EntryPoint = "Z3_global_param_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetGlobal(string name, string value);

    [LibraryImport(Library, EntryPoint = "Z3_get_estimated_alloc_size")]
    public static partial ulong AllocatedBytes();

    [LibraryImport(Library, EntryPoint = "Z3_mk_optimize")]
    public static partial nint MakeOptimize(nint context);

    [LibraryImport(Library, EntryPoint = "Z3_optimize_inc_ref")]
    public static partial void KeepOptimize(nint context, nint optimize);

    [LibraryImport(Library, EntryPoint = "Z3_optimize_dec_ref")]
    public static partial void DropOptimize(nint context, nint optimize);

    [LibraryImport(Library, EntryPoint = "Z3_optimize_set_params")]
    public static partial void SetOptimizeParameters(nint context, nint optimize, nint parameters);

    [LibraryImport(Library, EntryPoint = "Z3_mk_params")]
    public static partial nint MakeParameters(nint context);

    [LibraryImport(Library, EntryPoint = "Z3_params_inc_ref")]
    public static partial void KeepParameters(nint context, nint parameters);

    [LibraryImport(Library, EntryPoint = "Z3_params_dec_ref")]
    public static partial void DropParameters(nint context, nint parameters);

    [LibraryImport(Library, EntryPoint = "Z3_params_set_uint")]
    public static partial void SetParameter(nint context, nint parameters, nint symbol, uint value);

    [LibraryImport(Library, EntryPoint = "Z3_mk_string_symbol", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint MakeSymbol(nint context, string name);

    [LibraryImport(Library, EntryPoint = "Z3_optimize_from_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void LoadOptimize(nint context, nint optimize, string text);

    /// <summary>1 satisfiable, -1 not, 0 unknown.</summary>
    [LibraryImport(Library, EntryPoint = "Z3_optimize_check")]
    public static partial int CheckOptimize(nint context, nint optimize, uint count, nint assumptions);

    [LibraryImport(Library, EntryPoint = "Z3_optimize_get_model")]
    public static partial nint OptimizeModel(nint context, nint optimize);

    [LibraryImport(Library, EntryPoint = "Z3_optimize_get_reason_unknown")]
    public static partial nint OptimizeReason(nint context, nint optimize);

    [LibraryImport(Library, EntryPoint = "Z3_model_inc_ref")]
    public static partial void KeepModel(nint context, nint model);

    [LibraryImport(Library, EntryPoint = "Z3_model_dec_ref")]
    public static partial void DropModel(nint context, nint model);

    [LibraryImport(Library, EntryPoint = "Z3_model_to_string")]
    public static partial nint ModelText(nint context, nint model);
}
