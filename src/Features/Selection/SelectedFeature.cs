namespace CryptoScalp.Rules.Features;

/// <summary>What a selection found out about one feature.</summary>
/// <param name="Correlation">With the label, Pearson's; NaN for a constant.</param>
/// <param name="MutualInformation">With the label, in nats, over ten quantile bins of each; 0 when they tell nothing of each other.</param>
/// <param name="Importance">How much of the explained variance of unseen rows is lost when the feature is shuffled; NaN when it was not tried.</param>
/// <param name="SameAs">An earlier feature it repeats (|correlation| above the limit); null when none.</param>
/// <param name="IsChosen">Repeats none, and matters more than every column of noise.</param>
public sealed record SelectedFeature(string Name, double Correlation, double MutualInformation, double Importance, string? SameAs, bool IsChosen);
