namespace CryptoScalp.Rules.Engine;

/// <summary>How joins run.</summary>
public enum EvaluationKind : byte
{
    /// <summary>As machine code made when the session starts; where the runtime cannot make code, and for the few steps without an emitted form, interpreted.</summary>
    Emitted,

    /// <summary>Step by step from the plan.</summary>
    Interpreted,
}

/// <summary>How a session works; nothing here changes a result.</summary>
public sealed record SessionOptions
{
    /// <summary>How joins run.</summary>
    public EvaluationKind Evaluation { get; init; } = EvaluationKind.Emitted;

    /// <summary>Derivations that the session remembers as they are found and undone, the oldest forgotten first (32 to 96 bytes each); 0 to remember none.</summary>
    public int ProvenanceCapacity { get; init; } = 65_536;

    /// <summary>
    /// Joins are compiled to machine code when the session starts, each of them, and not when one first runs: for who must not wait in the middle of a run
    /// and does not mind a later start. Default false.
    /// </summary>
    public bool CompilesAhead { get; init; }

    /// <summary>Code that is shared with other sessions; null, the default, to share none.</summary>
    public EmittedCode? Code { get; init; }

    /// <summary>Emitted code, with the log of derivations on.</summary>
    public static SessionOptions Default { get; } = new();
}
