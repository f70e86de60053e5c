using System.Reflection;

namespace CryptoScalp.Rules.Cli;

/// <summary>How many bytes of the managed heap an object keeps: its own and those of all that it leads to, each object once.</summary>
/// <remarks>
/// Counted object by object instead of read from the heap before and after: the heap is that of the whole process, so another thread's garbage, or what the runtime
/// keeps for itself, came out as more, less or nothing at all. The same for the same objects on every run. What belongs to nobody alone is not entered: types and
/// members, what a weak reference leads to, statics, native memory. Time and memory grow with the number of objects; an array of numbers is one.
/// </remarks>
internal sealed class HeldBytes
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<object> _open = new();
    private readonly Dictionary<Type, ObjectShape> _shapes = [];

    private HeldBytes()
    {
    }

    /// <param name="root">What is asked about.</param>
    /// <param name="others">What exists without it: neither these nor what they lead to are counted.</param>
    public static long Of(object root, params ReadOnlySpan<object> others)
    {
        HeldBytes held = new();
        foreach (object other in others)
        {
            held.Walk(other);
        }

        return held.Walk(root);
    }

    private long Walk(object root)
    {
        long bytes = 0;
        Meet(root);
        while (_open.TryPop(out object? next))
        {
            ObjectShape shape = ShapeOf(next.GetType());
            bytes += shape.BytesOf(next);
            if (next is Array array)
            {
                MeetElements(array, shape);
            }
            else
            {
                MeetFields(next, shape);
            }
        }

        return bytes;
    }

    private void Meet(object? found)
    {
        if (found is not (null or MemberInfo or Assembly or Module or Pointer) && _seen.Add(found))
        {
            _open.Push(found);
        }
    }

    private void MeetElements(Array array, ObjectShape shape)
    {
        if (array is object?[] references)
        {
            foreach (object? reference in references)
            {
                Meet(reference);
            }
        }
        else if (shape.LeadsOn)
        {
            foreach (object? value in array)
            {
                MeetValue(value);
            }
        }
    }

    /// <summary>The fields of an object, or of a value in its box.</summary>
    private void MeetFields(object holder, ObjectShape shape)
    {
        foreach (FieldInfo field in shape.Fields)
        {
            object? value = field.GetValue(holder);
            if (field.FieldType.IsValueType)
            {
                MeetValue(value);
            }
            else
            {
                Meet(value);
            }
        }
    }

    /// <summary>A value that lies within its holder: not an object of its own, null where it may be missing.</summary>
    private void MeetValue(object? value)
    {
        if (value is not null)
        {
            MeetFields(value, ShapeOf(value.GetType()));
        }
    }

    private ObjectShape ShapeOf(Type type)
    {
        if (!_shapes.TryGetValue(type, out ObjectShape? shape))
        {
            _shapes.Add(type, shape = ObjectShape.Of(type));
        }

        return shape;
    }
}
