using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Risk;

/// <summary>An instrument file, read.</summary>
/// <param name="Instruments">In the order of the file. Every instrument of the file is either here or named by a diagnostic.</param>
public sealed record InstrumentLoad(ImmutableArray<InstrumentFilters> Instruments, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Instruments that are named and cannot be read: nothing else known of them may stand in.</summary>
    public ImmutableArray<InstrumentId> LeftOut { get; init; } = [];
}
