using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Plan;

/// <summary>What the 64 bits of a cell mean. Every column and every slot has one kind; equal values of one kind have equal bits.</summary>
public enum CellKind : byte
{
    /// <summary>The integer.</summary>
    Number,

    /// <summary>The bits of a finite double; negative zero never occurs.</summary>
    Float64,

    /// <summary>Units of 1e-8.</summary>
    Dec8,

    /// <summary>Nanoseconds.</summary>
    Time,

    /// <summary>Nanoseconds.</summary>
    Duration,

    /// <summary>A number that stands for any value, texts and structures above all.</summary>
    Interned,
}

/// <summary>Kinds of values and of types as kinds of cells.</summary>
public static class CellKinds
{
    /// <summary>The kind whose bits hold the value itself; <see cref="CellKind.Interned"/> when there is none.</summary>
    public static CellKind Of(ValueKind kind) => kind switch
    {
        ValueKind.Number => CellKind.Number,
        ValueKind.Float64 => CellKind.Float64,
        ValueKind.Dec8 => CellKind.Dec8,
        ValueKind.Time => CellKind.Time,
        ValueKind.Duration => CellKind.Duration,
        _ => CellKind.Interned,
    };

    /// <summary>The kind of the cells that hold values of a type.</summary>
    public static CellKind Of(BoundType type) => type.Kind switch
    {
        TypeKind.Number => CellKind.Number,
        TypeKind.Float64 => CellKind.Float64,
        TypeKind.Dec8 => CellKind.Dec8,
        TypeKind.Time => CellKind.Time,
        TypeKind.Duration => CellKind.Duration,
        _ => CellKind.Interned,
    };
}
