using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>Gives aggregates the event times of their members.</summary>
internal interface ITimeSource
{
    /// <summary>The latest event time among the premises; 0 without any, and 0 for rules whose aggregates read no times.</summary>
    long TimeOf(PlannedRule rule, int[] matched);
}
