using System.Collections.Immutable;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Tarjan's strongly connected components (1972), without recursion so that long chains of predicates cannot overflow the stack.</summary>
/// <remarks>Roots are tried in order of id and edges in order of target, so the result does not depend on the order of rules.</remarks>
internal sealed class ComponentFinder
{
    private readonly int[][] _targets;
    private readonly int[] _index;
    private readonly int[] _low;
    private readonly bool[] _onStack;
    private readonly Stack<int> _stack = new();
    private readonly ImmutableArray<ImmutableArray<int>>.Builder _components = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
    private int _next = 1;

    public ComponentFinder(DependencyGraph graph)
    {
        _targets = [.. Enumerable.Range(0, graph.Count).Select(p => graph.EdgesOf(p).Select(static e => e.To).Distinct().Order().ToArray())];
        _index = new int[graph.Count];
        _low = new int[graph.Count];
        _onStack = new bool[graph.Count];
    }

    public ImmutableArray<ImmutableArray<int>> Run()
    {
        for (int predicate = 0; predicate < _index.Length; predicate++)
        {
            if (_index[predicate] == 0)
            {
                Visit(predicate);
            }
        }

        return _components.ToImmutable();
    }

    private void Visit(int root)
    {
        Stack<(int Node, int Edge)> work = new();
        Open(root);
        work.Push((root, 0));
        while (work.TryPop(out (int Node, int Edge) frame))
        {
            if (frame.Edge == _targets[frame.Node].Length)
            {
                Close(frame.Node);
                if (work.TryPeek(out (int Node, int Edge) parent))
                {
                    _low[parent.Node] = Math.Min(_low[parent.Node], _low[frame.Node]);
                }

                continue;
            }

            work.Push((frame.Node, frame.Edge + 1));
            int target = _targets[frame.Node][frame.Edge];
            if (_index[target] == 0)
            {
                Open(target);
                work.Push((target, 0));
            }
            else if (_onStack[target])
            {
                _low[frame.Node] = Math.Min(_low[frame.Node], _index[target]);
            }
        }
    }

    private void Open(int node)
    {
        _index[node] = _low[node] = _next++;
        _stack.Push(node);
        _onStack[node] = true;
    }

    private void Close(int node)
    {
        if (_low[node] != _index[node])
        {
            return;
        }

        List<int> component = [];
        int member;
        do
        {
            member = _stack.Pop();
            _onStack[member] = false;
            component.Add(member);
        }
        while (member != node);
        component.Sort();
        _components.Add([.. component]);
    }
}
