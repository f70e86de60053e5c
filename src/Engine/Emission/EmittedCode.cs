using System.Reflection.Emit;

namespace CryptoScalp.Rules.Engine;

/// <summary>Machine code that sessions share: a join that reads the same in two versions of a program is compiled once. Thread-safe.</summary>
/// <remarks>Bounded: at the bound all is forgotten, and what is asked for next is compiled again. Sessions keep what they run.</remarks>
public sealed class EmittedCode
{
    /// <summary>Methods that are kept: a few versions of a large program.</summary>
    private const int MaxMethods = 20_000;

    private readonly Dictionary<string, DynamicMethod> _methods = new(StringComparer.Ordinal);
    private readonly Lock _turn = new();

    /// <summary>Methods that were compiled so far.</summary>
    public long Compiled { get; private set; }

    /// <summary>Methods that were asked for and were there.</summary>
    public long Shared { get; private set; }

    /// <summary>The method of a text.</summary>
    internal DynamicMethod MethodOf(string name, CodeText text)
    {
        string hash = text.Hash();
        lock (_turn)
        {
            if (_methods.TryGetValue(hash, out DynamicMethod? known))
            {
                Shared++;
                return known;
            }

            if (_methods.Count == MaxMethods)
            {
                _methods.Clear();
            }

            Compiled++;
            DynamicMethod method = Make(name, text);
            _methods.Add(hash, method);
            return method;
        }
    }

    /// <summary>A method that nobody shares.</summary>
    internal static DynamicMethod Make(string name, CodeText text)
    {
        DynamicMethod method = new(name, typeof(void), [typeof(Frame), typeof(int), typeof(int)], typeof(JoinEmitter).Module, skipVisibility: true) { InitLocals = false };
        text.WriteTo(method.GetILGenerator());
        return method;
    }
}
