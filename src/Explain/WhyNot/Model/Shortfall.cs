namespace CryptoScalp.Rules.Explain;

/// <summary>How far a comparison is from holding, exact to the last digit of the values as they print.</summary>
public sealed record Shortfall
{
    /// <summary>The side that is measured: <c>Bps</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Its value.</summary>
    public required string Found { get; init; }

    /// <summary>The value that it is measured against.</summary>
    public required string Threshold { get; init; }

    /// <summary><c>rise</c>, <c>fall</c> or <c>change</c>: what the subject must do.</summary>
    public required string Direction { get; init; }

    /// <summary>True when reaching the threshold is not enough.</summary>
    public required bool IsStrict { get; init; }

    /// <summary>The distance in <see cref="Unit"/>, a plain decimal, at least 0.</summary>
    public required string Amount { get; init; }

    /// <summary><c>bps</c>, <c>%</c>, <c>ms</c>, …; empty when neither the literal nor a column's name has one.</summary>
    public required string Unit { get; init; }

    /// <summary>The distance as a fraction of the larger of both magnitudes, from 0 to 2: for ranking, not for reading.</summary>
    public required double Relative { get; init; }

    /// <summary><c>Bps must rise by more than 0.9bps</c>.</summary>
    public override string ToString() => Direction == "change" && Amount == "0"
        ? $"{Subject} must be another value"
        : $"{Subject} must {Direction} by {(Direction == "change" ? "" : IsStrict ? "more than " : "at least ")}{Amount}{Unit}";
}
