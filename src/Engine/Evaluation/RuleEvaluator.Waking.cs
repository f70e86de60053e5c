using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <content>What sets a layer going: changed rows, time, parameters, episodes, proofs.</content>
internal sealed partial class RuleEvaluator
{
    private bool IsPlainDue(StratumEvaluator stratum, out bool anew)
    {
        anew = false;
        return _isDueExact || IsTouched(stratum);
    }

    private bool IsRestlessDue(int index, StratumEvaluator stratum, bool isFirst, bool nowMoved, bool paramsMoved, out bool anew)
    {
        bool isDue = stratum.Clocks.Length > 0 && IsDue(stratum, nowMoved, paramsMoved);
        bool hasBegun = _episodes.Length > 0 && HasBegun(index);
        anew = isFirst || IsAnew(index, stratum, nowMoved, paramsMoved, isDue, hasBegun);
        return anew || isDue || hasBegun || IsTouched(stratum) || (_followsTimes[index] && HasNewTimes(stratum));
    }

    /// <summary>A layer that cannot follow what moved besides its rows: time, parameters, the memory of its rules, proofs below.</summary>
    private bool IsAnew(int index, StratumEvaluator stratum, bool nowMoved, bool paramsMoved, bool isDue, bool hasBegun) =>
        (isDue && !stratum.FollowsClocks) || (nowMoved && HasTurned(stratum)) || (stratum.Stratum.UsesParams && paramsMoved) || HasOtherTimes(index)
        || (hasBegun && !stratum.FollowsEpisodes) || (_episodes.Length > 0 && MustRecount(index, stratum)) || HasNewProofs(stratum);

    /// <summary>True when time changes what rows of lower layers allow.</summary>
    private static bool IsDue(StratumEvaluator stratum, bool nowMoved, bool paramsMoved)
    {
        bool isDue = false;
        foreach (RuleClock clock in stratum.Clocks)
        {
            clock.Advance(paramsMoved && stratum.Stratum.UsesParams);
            isDue |= clock.HasDue;
        }

        return isDue && nowMoved;
    }

    private static bool HasTurned(StratumEvaluator stratum)
    {
        foreach (RuleClock clock in stratum.Clocks)
        {
            if (clock.HasTurned())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A layer whose inputs keep other proofs than before, be their rows the same.</summary>
    private bool HasNewProofs(StratumEvaluator stratum)
    {
        for (int below = 0; stratum is LatticeStratum && !ReferenceEquals(_strata[below], stratum); below++)
        {
            if (_evaluated[below] && _strata[below] is LatticeStratum { HasProofs: true } lattice && stratum.Inputs.Intersect(lattice.Targets).Any())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the last transaction began an episode of one of the layer's rules.</summary>
    private bool HasBegun(int index)
    {
        foreach ((Episodes episodes, int layer) in _episodes)
        {
            if (layer == index && episodes.HasBegun)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A layer that does not follow the memory of its rules is computed anew whenever something moves.</summary>
    private bool MustRecount(int index, StratumEvaluator stratum)
    {
        bool hasAny = false;
        foreach ((_, int layer) in _episodes)
        {
            hasAny |= layer == index;
        }

        return hasAny && !stratum.FollowsEpisodes && IsTouched(stratum);
    }

    private bool HasOtherTimes(int stratum) => _needsTimes[stratum] && Heights.HasChangedBelow(stratum, _timedAt[stratum]);

    private static bool HasNewTimes(StratumEvaluator stratum)
    {
        foreach (Table input in stratum.Inputs)
        {
            if (input.TouchedCount > 0 && input.HasNewTimes())
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsTouched(StratumEvaluator stratum)
    {
        foreach (Table target in stratum.Targets)
        {
            if (target.TouchedCount > 0)
            {
                return true;
            }
        }

        for (int i = 0; i < stratum.Inputs.Length; i++)
        {
            if (stratum.Inputs[i].TouchedCount > 0 && stratum.Inputs[i].HasChanged(stratum.InputReads[i]))
            {
                return true;
            }
        }

        return false;
    }
}
