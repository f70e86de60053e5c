using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>The net changes of given rows, in the order in which their keys were first touched; of a replaced row the old one first. Enumerates without allocation.</summary>
public readonly struct GivenChanges
{
    private readonly GivenTransaction? _transaction;
    private readonly Interner _interner;
    private readonly bool _byRules;

    /// <param name="transaction">Null when nothing changed because the transaction was rolled back.</param>
    /// <param name="interner">Of the session.</param>
    /// <param name="byRules">Of the keys that state rules touched, or of the others.</param>
    internal GivenChanges(GivenTransaction? transaction, Interner interner, bool byRules)
    {
        _byRules = byRules;
        _transaction = transaction;
        _interner = interner;
    }

    public Enumerator GetEnumerator() => new(_transaction, _interner, _byRules);

    /// <summary>Walks the touched keys; each gives up to two changes.</summary>
    public struct Enumerator
    {
        private readonly GivenTransaction? _transaction;
        private readonly Interner _interner;
        private readonly int _end;
        private readonly bool _byRules;
        private int _step;

        internal Enumerator(GivenTransaction? transaction, Interner interner, bool byRules)
        {
            _byRules = byRules;
            _transaction = transaction;
            _interner = interner;
            _end = (transaction?.Count ?? 0) * 2;
            _step = -1;
            Current = default;
        }

        public RowChange Current { get; private set; }

        public bool MoveNext()
        {
            while (++_step < _end)
            {
                int key = _step / 2;
                if (_transaction!.IsByRule(key) != _byRules)
                {
                    continue;
                }

                int before = _transaction.RowBefore(key), after = _transaction.RowAfter(key), row = _step % 2 == 0 ? before : after;
                if (row >= 0 && before != after)
                {
                    Current = new RowChange(_transaction.TableOf(key), _interner, row, _step % 2 == 0 ? ChangeKind.Retract : ChangeKind.Assert);
                    return true;
                }
            }

            return false;
        }
    }
}
