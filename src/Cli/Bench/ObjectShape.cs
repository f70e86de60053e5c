using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Cli;

/// <summary>How large the objects of a type are on the heap, and which of their fields lead to others.</summary>
/// <remarks>Sizes are what this thread allocates for one, as the runtime itself counts it, header and padding included; a value's is that of its box.</remarks>
internal sealed class ObjectShape
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Objects start at multiples of this.</summary>
    private const int Word = 8;

    private const int Times = 6;

    /// <summary>An array of so many elements, of whatever size, has no padding.</summary>
    private const int Sample = 64;

    /// <summary>Nor has a text of so many characters, of which there is one more than meets the eye.</summary>
    private const int SampleText = 61;

    private static readonly Action _delegate = static () => { };

    private readonly long _bytes;
    private readonly long _each;

    private ObjectShape(long bytes, long each, FieldInfo[] fields, bool leadsOn)
    {
        (_bytes, _each, Fields, LeadsOn) = (bytes, each, fields, leadsOn);
    }

    /// <summary>Fields, inherited ones included, that are references or values with references in them.</summary>
    public FieldInfo[] Fields { get; }

    /// <summary>True of an array whose elements may lead to other objects.</summary>
    public bool LeadsOn { get; }

    public static ObjectShape Of(Type type)
    {
        if (type == typeof(string))
        {
            return OfElements(SampleText, static n => () => new string('x', n), leadsOn: false);
        }

        if (type.GetElementType() is { } element)
        {
            return OfElements(Sample, n => Maker(type, element, n), MayLeadOn(element));
        }

        return new ObjectShape(SizeOfOne(type), 0, [.. FieldsOf(type)], leadsOn: false);
    }

    public long BytesOf(object one) => one switch
    {
        string text => Padded(_bytes + (_each * text.Length)),
        Array array => Padded(_bytes + (_each * array.LongLength)),
        _ => _bytes,
    };

    private static ObjectShape OfElements(int first, Func<int, Func<object>> maker, bool leadsOn)
    {
        long some = Allocated(maker(first)), each = (Allocated(maker(first + Sample)) - some) / Sample;
        return new ObjectShape(some - (each * first), each, [], leadsOn);
    }

    private static Func<object> Maker(Type array, Type element, int length)
    {
        int[] lengths = [length, .. Enumerable.Repeat(1, array.GetArrayRank() - 1)];
        return array.IsSZArray ? () => Array.CreateInstance(element, length) : () => Array.CreateInstance(element, lengths);
    }

    /// <summary>Delegates cannot be made so, and have all the same fields.</summary>
    private static long SizeOfOne(Type type) => Allocated(typeof(Delegate).IsAssignableFrom(type) ? _delegate.Clone : () => Blank(type));

    [SuppressMessage("Usage", "CA1816", Justification = "An object that no constructor has seen must not be finalised either.")]
    private static object Blank(Type type)
    {
        object blank = RuntimeHelpers.GetUninitializedObject(type);
        GC.SuppressFinalize(blank);
        return blank;
    }

    /// <summary>The least of several: the first time the runtime allocates what it needs to know of the type, and a collection in between charges the thread with the rest of its buffer.</summary>
    private static long Allocated(Func<object> make)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Times; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            make();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (Type? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (FieldInfo field in declaring.GetFields(Declared).Where(static f => MayLeadOn(f.FieldType)))
            {
                yield return field;
            }
        }
    }

    private static bool MayLeadOn(Type type) =>
        type is { IsPrimitive: false, IsPointer: false, IsEnum: false, IsFunctionPointer: false, IsByRefLike: false } && (!type.IsValueType || FieldsOf(type).Any());

    private static long Padded(long bytes) => (bytes + Word - 1) / Word * Word;
}
