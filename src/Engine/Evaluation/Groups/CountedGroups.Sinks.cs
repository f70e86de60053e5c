using System.Runtime.CompilerServices;

namespace CryptoScalp.Rules.Engine;

/// <content>What takes members from joins.</content>
internal sealed partial class CountedGroups
{
    /// <summary>Counts members that come and go.</summary>
    private sealed class CountingSink(CountedGroups owner) : SignedSink
    {
        /// <summary>Spent by members while the groups are computed anew.</summary>
        public Budget? Budget { get; set; }

        public override void Accept(Frame frame)
        {
            if (owner._reader.TryRead(frame))
            {
                AcceptHead(frame);
            }
            else
            {
                Drop(frame);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void AcceptHead(Frame frame)
        {
            owner.Count(frame, Sign);
            frame.IsStopped = Budget is not null && !Budget.TrySpend();
        }

        public override void Drop(Frame frame)
        {
            owner.Members += Sign;
            frame.Failures++;
            frame.IsStopped = Budget is not null && !Budget.TrySpend();
        }
    }

    /// <summary>Members whose facts were told again at another time: their groups are looked at again.</summary>
    private sealed class RetimedSink(CountedGroups owner) : HeadSink
    {
        public override void Accept(Frame frame)
        {
            if (owner._reader.TryRead(frame))
            {
                AcceptHead(frame);
            }
        }

        public override void AcceptHead(Frame frame)
        {
            if (owner._keys.Find(frame.Member.AsSpan(0, owner._shape.Keys.Length)) is >= 0 and int group)
            {
                owner.Touch(group);
            }
        }

        public override void Drop(Frame frame)
        {
        }
    }
}
