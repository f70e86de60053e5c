using CryptoScalp.Rules.Plan;

namespace CryptoScalp.Rules.Engine;

/// <summary>A negated atom: goes on when no row of the state that its literal sees matches.</summary>
internal sealed class AbsentStep(RequireAbsent planned, EngineState state, Step next) : Step
{
    private readonly BoundPattern _pattern = new(planned.Pattern, state.Relations[planned.Predicate], state.Interner);
    private readonly RowProbe _probe = new(state.Relations[planned.Predicate], planned.Index, [.. planned.Pattern.KeyColumns]);
    private readonly int _literal = planned.Literal;

    public override void Run(Frame frame)
    {
        if (!_pattern.TryFill(frame) || !_probe.Any(_pattern.Key, frame.Views[_literal]))
        {
            next.Run(frame);
        }
    }
}
