namespace CryptoScalp.Rules.Models;

/// <summary>Runs one member on windows: hands it the part that it reads, and finds what it said of each.</summary>
internal abstract class MemberRunner : IDisposable
{
    protected const int Classes = 3;

    /// <summary>Lengths were checked by the caller.</summary>
    public abstract void Run(ReadOnlySpan<float> windows, ReadOnlySpan<int> regimes);

    /// <summary>Of down, none and up, as of the last run.</summary>
    public abstract ReadOnlySpan<float> Probabilities(int window);

    /// <summary>The weight of each bar, oldest first; empty for a member without attention.</summary>
    public virtual ReadOnlySpan<float> Attention(int window) => [];

    public abstract void Dispose();
}

/// <summary>A member that reads whole windows.</summary>
internal sealed class SequenceRunner(IModelSession session, int attentionLength) : MemberRunner
{
    public override void Run(ReadOnlySpan<float> windows, ReadOnlySpan<int> regimes)
    {
        windows.CopyTo(session.Input);
        session.Run();
    }

    public override ReadOnlySpan<float> Probabilities(int window) => session.Output(0).Slice(window * Classes, Classes);

    public override ReadOnlySpan<float> Attention(int window) => attentionLength == 0 ? [] : session.Output(1).Slice(window * attentionLength, attentionLength);

    public override void Dispose() => session.Dispose();
}

/// <summary>Trees: a model a regime, of which those run that some window needs, on the newest rows.</summary>
/// <param name="sessions">One a regime; regimes may share one.</param>
/// <param name="features">Length of a row.</param>
/// <param name="windowLength">Length of a window.</param>
/// <param name="batch">Windows at most.</param>
internal sealed class RegimeRunner(IModelSession[] sessions, int features, int windowLength, int batch) : MemberRunner
{
    private readonly float[] _said = new float[batch * Classes];

    public override void Run(ReadOnlySpan<float> windows, ReadOnlySpan<int> regimes)
    {
        for (int r = 0; r < sessions.Length; r++)
        {
            if (regimes.Contains(r))
            {
                RunOne(sessions[r], r, windows, regimes);
            }
        }
    }

    public override ReadOnlySpan<float> Probabilities(int window) => _said.AsSpan(window * Classes, Classes);

    public override void Dispose()
    {
        foreach (IModelSession session in sessions.Distinct())
        {
            session.Dispose();
        }
    }

    private void RunOne(IModelSession session, int regime, ReadOnlySpan<float> windows, ReadOnlySpan<int> regimes)
    {
        for (int i = 0; i < regimes.Length; i++)
        {
            windows.Slice(((i + 1) * windowLength) - features, features).CopyTo(session.Input[(i * features)..]);
        }

        session.Run();
        for (int i = 0; i < regimes.Length; i++)
        {
            if (regimes[i] == regime)
            {
                session.Output(0).Slice(i * Classes, Classes).CopyTo(_said.AsSpan(i * Classes, Classes));
            }
        }
    }
}
