namespace CryptoScalp.Rules.Engine;

/// <summary>The locals of an emitted join that hold one atom's table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">The array of its columns.</param>
internal readonly record struct TableLocals(CodeLocal Table, CodeLocal Columns);
