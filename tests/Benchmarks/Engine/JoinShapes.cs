using BenchmarkDotNet.Attributes;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>One join of quotes with themselves in the three shapes that an engine may give it: code of its own, a chain of delegates, a tree of nodes with virtual calls.</summary>
/// <remarks>
/// All three walk the same columns and the same lists of rows and keep variables in the same places as far as the shape allows: locals for code, an array of slots otherwise. No
/// engine around them, so nothing but the shape differs. Code stands for emitted IL: the just-in-time compiler makes the same of both.
/// </remarks>
public class JoinShapes
{
    private const int Symbols = 200;
    private const int Venues = 5;

    private readonly long[] _symbol = new long[Symbols * Venues];
    private readonly long[] _venue = new long[Symbols * Venues];
    private readonly long[] _bid = new long[Symbols * Venues];
    private readonly long[] _ask = new long[Symbols * Venues];
    private readonly int[] _first = new int[Symbols];
    private readonly int[] _next = new int[Symbols * Venues];
    private readonly long[] _slots = new long[5];
    private Action _closures = null!;
    private Node _nodes = null!;
    private long _found;
    private int _row;

    [GlobalSetup]
    public void Fill()
    {
        Lcg random = new(3);
        Array.Fill(_first, -1);
        for (int i = 0; i < _symbol.Length; i++)
        {
            (_symbol[i], _venue[i], _bid[i]) = (i / Venues, i % Venues, 100_000 + random.Next(100));
            _ask[i] = _bid[i] + random.Next(100);
            (_next[i], _first[_symbol[i]]) = (_first[_symbol[i]], i);
        }

        Func<long> bid = () => _slots[4], ask = () => _slots[2];
        _closures = Walk(Test(() => _slots[1] != _slots[3], Test(Greater(Times(Minus(bid, ask), () => 10_000), Times(() => 3, ask)), () => _found++)));
        _nodes = new WalkNode(this, new DifferNode(new GreaterNode(new TimesNode(new MinusNode(new SlotNode(_slots, 4), new SlotNode(_slots, 2)), new ConstantNode(10_000)), new TimesNode(new ConstantNode(3), new SlotNode(_slots, 2)), new CountNode(this)), _slots));
    }

    [Benchmark(Baseline = true)]
    public long Code()
    {
        int row = NextRow();
        long symbol = _symbol[row], buy = _venue[row], ask = _ask[row];
        for (int other = _first[symbol]; other >= 0; other = _next[other])
        {
            if (_symbol[other] == symbol && _venue[other] != buy && (_bid[other] - ask) * 10_000 > 3 * ask)
            {
                _found++;
            }
        }

        return _found;
    }

    [Benchmark]
    public long Delegates()
    {
        Bind(NextRow());
        _closures();
        return _found;
    }

    [Benchmark]
    public long Nodes()
    {
        Bind(NextRow());
        _nodes.Run();
        return _found;
    }

    private int NextRow() => _row = _row + 7 < _symbol.Length ? _row + 7 : _row + 7 - _symbol.Length;

    private void Bind(int row) => (_slots[0], _slots[1], _slots[2]) = (_symbol[row], _venue[row], _ask[row]);

    private Action Walk(Action rest) => () =>
    {
        for (int other = _first[_slots[0]]; other >= 0; other = _next[other])
        {
            if (_symbol[other] == _slots[0])
            {
                (_slots[3], _slots[4]) = (_venue[other], _bid[other]);
                rest();
            }
        }
    };

    private static Action Test(Func<bool> holds, Action rest) => () =>
    {
        if (holds())
        {
            rest();
        }
    };

    private static Func<bool> Greater(Func<long> left, Func<long> right) => () => left() > right();

    private static Func<long> Minus(Func<long> left, Func<long> right) => () => left() - right();

    private static Func<long> Times(Func<long> left, Func<long> right) => () => left() * right();

    private abstract class Node
    {
        public abstract void Run();
    }

    private abstract class ValueNode
    {
        public abstract long Value();
    }

    private sealed class WalkNode(JoinShapes rows, Node rest) : Node
    {
        public override void Run()
        {
            long[] slots = rows._slots;
            for (int other = rows._first[slots[0]]; other >= 0; other = rows._next[other])
            {
                if (rows._symbol[other] == slots[0])
                {
                    (slots[3], slots[4]) = (rows._venue[other], rows._bid[other]);
                    rest.Run();
                }
            }
        }
    }

    private sealed class DifferNode(Node rest, long[] slots) : Node
    {
        public override void Run()
        {
            if (slots[1] != slots[3])
            {
                rest.Run();
            }
        }
    }

    private sealed class GreaterNode(ValueNode left, ValueNode right, Node rest) : Node
    {
        public override void Run()
        {
            if (left.Value() > right.Value())
            {
                rest.Run();
            }
        }
    }

    private sealed class CountNode(JoinShapes rows) : Node
    {
        public override void Run() => rows._found++;
    }

    private sealed class SlotNode(long[] slots, int slot) : ValueNode
    {
        public override long Value() => slots[slot];
    }

    private sealed class ConstantNode(long value) : ValueNode
    {
        public override long Value() => value;
    }

    private sealed class MinusNode(ValueNode left, ValueNode right) : ValueNode
    {
        public override long Value() => left.Value() - right.Value();
    }

    private sealed class TimesNode(ValueNode left, ValueNode right) : ValueNode
    {
        public override long Value() => left.Value() * right.Value();
    }
}
