namespace CryptoScalp.Rules.Packs;

/// <summary>Where a pack stands: staged, then checked by the gate, then ready; shadowing or not; in force; before. Or refused, or failed, for good.</summary>
public enum PackState : byte
{
    /// <summary>The gate is checking it.</summary>
    Staging = 0,

    /// <summary>The gate refused it: the report says why.</summary>
    Refused,

    /// <summary>It follows the run and can be put in force.</summary>
    Ready,

    /// <summary>As <see cref="Ready"/>, and its decisions are compared with those of the rules in force.</summary>
    Shadowing,

    /// <summary>It decides.</summary>
    Active,

    /// <summary>It decided before, follows the run, and can be rolled back to.</summary>
    Previous,

    /// <summary>It failed beside the run, or could not keep up, and follows no more.</summary>
    Failed,

    /// <summary>It was let go to make room: its report stays, but it follows no more.</summary>
    Dropped,
}
