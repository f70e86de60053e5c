using System.Collections.Immutable;
using CryptoScalp.Rules.Engine;
using CryptoScalp.Rules.Explain;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>How rules begin: from the state of others that follow, from the journal, or from the rows that stand; and how they catch up.</summary>
public sealed partial class SwitchYard
{
    /// <summary>Rules begun from the state of others that follow, taken back to before the transactions that are compared; null where they cannot be.</summary>
    private WarmRules? TryContinue(BoundProgram program, int replay, out TapePlace place)
    {
        place = _head;
        WarmRules? source = null;
        int most = -1;
        _spare?.CatchUp(_head);
        foreach (WarmRules follower in (_spare is null ? _followers : _followers.Append(_spare.Rules)).Where(static f => f.Problem is null))
        {
            if (StateShared.Of(follower.Program, program) is { } same && same.Count > most)
            {
                (source, most) = (follower, same.Count);
            }
        }

        if (source is null || new TapeWindow(_base, _noted, _head, replay) is not { IsKeyed: true } window
            || DecidingRules.TryContinue(program, source.Deciding, _pipeline.Options.MaxCreatedFacts, _pipeline.Code) is not { } deciding)
        {
            return null;
        }

        place = window.ToPlace(program);
        WarmRules rules = new(deciding) { IsContinued = true, Since = place.Sequence, KnowsFrom = KnownFrom(place) };
        rules.GoBack(_head.Sequence, _head.At, window);
        rules.Adopt(place.Memory);
        return rules;
    }

    /// <summary>Rules in the state of the rows that stand at a place.</summary>
    private WarmRules Begin(BoundProgram program, TapePlace place)
    {
        WarmRules rules = new(program, _pipeline.Options.Engine, _pipeline.Options.MaxCreatedFacts, _pipeline.Code) { Since = place.Sequence, KnowsFrom = KnownFrom(place) };
        StandingRows.Give(place, rules);
        return rules;
    }

    private TapePlace PlaceFor(BoundProgram program, int replay)
    {
        TapePlace place = _base.Copy();
        if (KeptPast.Of(program) is null)
        {
            Skip(place, _head.Transactions - replay);
        }

        return place;
    }

    /// <summary>The rows at a place that keeps none; worked out when somebody asks.</summary>
    /// <param name="known">The same, as it was found before; null at first.</param>
    /// <param name="place">A later place.</param>
    private TapePlace Known(TapePlace? known, TapePlace place)
    {
        known ??= _base.Copy();
        Skip(known, place.Transactions);
        return known;
    }

    private static EventTime KnownFrom(TapePlace place) => place.Transactions == 0 ? new EventTime(long.MinValue) : place.At;

    private void Follow(WarmRules rules, TapePlace place, Func<GivenLedger> rows, int replay, Action<FollowedStep> told, CancellationToken stop)
    {
        ProofOptions proofs = new() { OriginOf = fact => _pipeline.Origins.Describe(rows().OriginOf(fact)), TimeOf = fact => rows().TimeOf(fact) };
        ImmutableArray<AgendaMemory> memory = place.Memory;
        bool isComparing = false;
        while (place.Transactions < _head.Transactions && Step(place, _head.Cursor.Position) is { } transaction)
        {
            stop.ThrowIfCancellationRequested();
            bool isTold = _head.Transactions - place.Transactions < replay;
            if (isTold && !isComparing)
            {
                isComparing = true;
                rules.Adopt(memory);
            }

            memory = place.Memory;
            rules.Follow(transaction.Sequence, transaction.At, transaction.Changes, isTold, isTold ? proofs : null);
            if (isTold)
            {
                told(new FollowedStep(rules, transaction.At, transaction.Sequence, transaction.Note));
            }
        }
    }
}
