using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Engine;

/// <summary>Keeps what plain rules conclude. A conclusion that was there the last time is the same object again: from one tick to the next most of them stay.</summary>
internal sealed class ConclusionSink(string predicate) : ISolutionSink
{
    /// <summary>Places looked at: a conclusion that came moves those behind it by one, and looking at all of them for each would cost more than making it anew.</summary>
    private const int Looks = 8;

    private List<Conclusion> _before = [];
    private Value[] _head = [];

    /// <summary>Where in <see cref="_before"/> the conclusion behind the one found last stands: the next is mostly there.</summary>
    private int _next;

    public List<Conclusion> Found { get; private set; } = [];

    /// <summary>The rule that runs.</summary>
    public RuleRunner? Rule { get; set; }

    /// <summary>Starts to look again.</summary>
    public void Begin()
    {
        (_before, Found) = (Found, _before);
        Found.Clear();
        _next = 0;
    }

    public void Accept(Frame frame)
    {
        if (_head.Length != Rule!.Rule.Head.Length)
        {
            _head = new Value[Rule.Rule.Head.Length];
        }

        if (Rule.TryHead(frame, _head))
        {
            Found.Add(Known() ?? new Conclusion(Rule.Rule.Index, new Fact(predicate, [.. _head])));
        }
    }

    private Conclusion? Known()
    {
        for (int i = 0; i < Math.Min(Looks, _before.Count); i++)
        {
            int place = (_next + i) % _before.Count;
            Conclusion known = _before[place];
            if (known.RuleIndex == Rule!.Rule.Index && known.Fact.Arguments.AsSpan().SequenceEqual(_head))
            {
                _next = place + 1;
                return known;
            }
        }

        return null;
    }
}
