using System.Runtime.CompilerServices;
using CryptoScalp.Rules.Plan;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Engine;

/// <summary>The rows that the state rules want stored and removed, kept up to date by changes as derived rows are: says whether a step would change anything, without reading the rules again.</summary>
/// <remarks>
/// In a state that stands every wanted row is stored, and none that only a removal names. So only rows that are newly wanted, no longer wanted, or touched from outside can
/// ask for a change: a transaction without any costs its changes. Rules with a group are not followed; with one of them every step is read from nothing. No allocation once warm.
/// </remarks>
internal sealed class WantedRows : ICellHolder
{
    private readonly WantSink[] _sinks;
    private readonly StoredTable[] _stored;
    private long _substitutions;
    private long _substitutionsBefore;

    public WantedRows(RuleRunner[] rules, EngineState state)
    {
        RuleRunner[] own = [.. rules.Where(static r => r.Rule.Effect is RuleEffect.Assert or RuleEffect.Retract)];
        IsFollowed = own.Length > 0 && Array.TrueForAll(own, static rule => !rule.Rule.IsGrouped);
        _stored = [.. own.Select(static r => r.Target).Distinct().Select(static table => new StoredTable(table))];
        _sinks = IsFollowed ? [.. own.Select(rule => new WantSink(this, rule, Array.Find(_stored, s => s.Real == rule.Target)!))] : [];
        foreach (WantSink sink in _sinks)
        {
            sink.Rule.Prepare();
            Array.ForEach(sink.Rule.Deltas, static delta => delta.PrepareCounting());
        }

        state.Holders.Add(this);
    }

    /// <summary>True when <see cref="MayChange"/> can tell.</summary>
    public bool IsFollowed { get; }

    /// <summary>Takes up what the running transaction changed; every relation must be final.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Advance(bool anew, bool nowMoved, bool paramsMoved)
    {
        foreach (WantSink sink in _sinks)
        {
            anew |= MustRecount(sink.Rule, nowMoved, paramsMoved);
        }

        if (anew)
        {
            Forget();
        }

        foreach (WantSink sink in _sinks)
        {
            long failures = sink.Rule.Frame.Failures;
            sink.Run(anew);
            sink.Rule.Frame.Failures = failures;
        }

        foreach (StoredTable stored in _stored)
        {
            stored.Settle();
        }
    }

    /// <summary>False when a step would change nothing: what it asks for is there already.</summary>
    /// <param name="transaction">The running one.</param>
    /// <param name="limit">With more substitutions than these the rules must be read: that ends the transaction.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool MayChange(GivenTransaction transaction, long limit)
    {
        if (_substitutions > limit)
        {
            return true;
        }

        foreach (StoredTable stored in _stored)
        {
            if (!stored.IsSatisfied(stored.Asserts) || !stored.IsSatisfied(stored.Retracts))
            {
                return true;
            }
        }

        for (int i = 0; i < transaction.Count; i++)
        {
            if (StoredOf(transaction.TableOf(i)) is { } stored && !(stored.IsSatisfied(stored.Real, transaction.RowBefore(i)) && stored.IsSatisfied(stored.Real, transaction.RowAfter(i))))
            {
                return true;
            }
        }

        return false;
    }

    public void Commit()
    {
        _substitutionsBefore = _substitutions;
        foreach (WantSink sink in _sinks)
        {
            sink.Rule.Clock?.Commit();
        }

        foreach (StoredTable stored in _stored)
        {
            stored.Asserts.Commit();
            stored.Retracts.Commit();
        }
    }

    public void RollBack()
    {
        _substitutions = _substitutionsBefore;
        foreach (WantSink sink in _sinks)
        {
            sink.Rule.Clock?.RollBack();
        }

        foreach (StoredTable stored in _stored)
        {
            stored.Asserts.RollBack();
            stored.Retracts.RollBack();
        }
    }

    public void MarkInterned(Interner interner)
    {
        foreach (StoredTable stored in _stored)
        {
            stored.Asserts.MarkInterned(interner);
            stored.Retracts.MarkInterned(interner);
        }
    }

    private static bool MustRecount(RuleRunner rule, bool nowMoved, bool paramsMoved)
    {
        bool otherParams = paramsMoved && rule.Rule.UsesParams;
        rule.Clock?.Advance(otherParams);
        return otherParams || (nowMoved && rule.Clock is { } clock && (clock.HasTurned() || (clock.HasDue && rule.Episodes is not null)));
    }

    private void Forget()
    {
        _substitutions = 0;
        foreach (StoredTable stored in _stored)
        {
            stored.Forget();
        }
    }

    private StoredTable? StoredOf(Table table)
    {
        foreach (StoredTable stored in _stored)
        {
            if (stored.Real == table)
            {
                return stored;
            }
        }

        return null;
    }

    /// <summary>What rules want of one stored predicate.</summary>
    private sealed class StoredTable(Table real)
    {
        private readonly long[] _cells = new long[real.Columns.Length];

        public Table Real => real;

        public Table Asserts { get; } = Hidden(real);

        public Table Retracts { get; } = Hidden(real);

        public void Settle()
        {
            Asserts.SettleTouched();
            Retracts.SettleTouched();
        }

        public void Forget()
        {
            Forget(Asserts);
            Forget(Retracts);
        }

        /// <summary>True when all rows that entered or left the table are as the rules want them.</summary>
        public bool IsSatisfied(Table wanted)
        {
            for (int i = 0; i < wanted.TouchedCount; i++)
            {
                if (!IsSatisfied(wanted, wanted.TouchedRow(i)))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>True when the row of some table is stored if it shall be, and not if it shall not; also for no row.</summary>
        public bool IsSatisfied(Table table, int row)
        {
            if (row < 0)
            {
                return true;
            }

            for (int i = 0; i < _cells.Length; i++)
            {
                _cells[i] = table.Cell(row, i);
            }

            bool isThere = Real.Find(_cells) is >= 0 and int found && Real.IsGiven(found);
            return IsIn(Asserts) ? isThere : !(isThere && IsIn(Retracts));
        }

        private bool IsIn(Table wanted) => wanted.Find(_cells) is >= 0 and int found && wanted.IsIn(found, RowView.New);

        private static void Forget(Table wanted)
        {
            for (int row = 0; row < wanted.RowEnd; row++)
            {
                if (wanted.SupportOf(row) != 0)
                {
                    wanted.SetSupport(row, 0);
                }
            }
        }

        private static Table Hidden(Table real) =>
            new(new PlannedPredicate(-1, real.Predicate.Name, real.Predicate.Arity, [], true, []) { Kinds = real.Predicate.Kinds });
    }

    /// <summary>Counts the substitutions of one rule behind each row that it wants.</summary>
    private sealed class WantSink(WantedRows owner, RuleRunner rule, StoredTable stored) : SignedSink
    {
        private readonly Table _wanted = rule.Rule.Effect == RuleEffect.Assert ? stored.Asserts : stored.Retracts;

        public RuleRunner Rule => rule;

        public void Run(bool anew)
        {
            if (anew)
            {
                Sign = 1;
                rule.Episodes?.Forget();
                rule.RunWhole(this);
                return;
            }

            rule.Clock?.RunDue(this);
            rule.Episodes?.RunBegun(this);
            foreach (DeltaRunner delta in rule.Deltas)
            {
                delta.RunChanged(this);
            }
        }

        public override void Accept(Frame frame)
        {
            rule.Episodes?.Count(frame, Sign);
            if (rule.TryHeadCells(frame))
            {
                AcceptHead(frame);
            }
            else
            {
                Drop(frame);
            }
        }

        public override void AcceptHead(Frame frame)
        {
            owner._substitutions += Sign;
            _wanted.AddSupport(_wanted.FindOrAdd(frame.Head), Sign);
        }

        public override void Drop(Frame frame) => owner._substitutions += Sign;
    }
}
