using System.Collections.Immutable;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Plan;

/// <summary>What one predicate's declaration promises, with what finds the rows that a change may concern.</summary>
/// <param name="Limit">How many rows there may be; null for any number.</param>
public sealed record PlannedPromises(ImmutableArray<PlannedFundep> Fundeps, ImmutableArray<PlannedInclusion> Inclusions, BoundLimit? Limit);

/// <summary>A functional dependency.</summary>
/// <param name="Index">The index on its source columns; null where they are none or all.</param>
public sealed record PlannedFundep(BoundFundep Fundep, int? Index);

/// <summary>An inclusion. Columns that it connects hold cells of one kind.</summary>
/// <param name="OwnColumns">The columns of the row whose values are looked for, ascending, each once.</param>
/// <param name="OwnIndex">The index on them; null where they are none or all.</param>
/// <param name="OtherColumns">The columns of the other predicate that must hold something, ascending.</param>
/// <param name="OtherIndex">The index on them; null where they are none or all.</param>
public sealed record PlannedInclusion(BoundInclusion Inclusion, ImmutableArray<int> OwnColumns, int? OwnIndex, ImmutableArray<int> OtherColumns, int? OtherIndex);
