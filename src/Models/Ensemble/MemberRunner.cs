namespace CryptoScalp.Rules.Models;

/// <summary>Runs one member on windows: hands it the part that it reads, and finds what it said of each.</summary>
internal abstract class MemberRunner : IDisposable
{
    protected const int Classes = 3;

    /// <summary>What it runs on.</summary>
    public abstract ModelDevice Device { get; }

    /// <summary>Runs every number of windows up to a batch once, on whatever lies there: what a runtime does once for each shape is then done.</summary>
    public abstract void Warm(int batch);

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
    public override ModelDevice Device => session.Device;

    public override void Warm(int batch) => session.Warm(batch);

    public override void Run(ReadOnlySpan<float> windows, ReadOnlySpan<int> regimes)
    {
        windows.CopyTo(session.Input);
        session.Run(regimes.Length);
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

    public override ModelDevice Device => sessions[0].Device;

    public override void Warm(int batch)
    {
        foreach (IModelSession session in sessions.Distinct())
        {
            session.Warm(batch);
        }
    }

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

    /// <summary>The windows of one regime in one call, and what it said of each back to its place.</summary>
    private void RunOne(IModelSession session, int regime, ReadOnlySpan<float> windows, ReadOnlySpan<int> regimes)
    {
        int rows = 0;
        for (int i = 0; i < regimes.Length; i++)
        {
            if (regimes[i] == regime)
            {
                windows.Slice(((i + 1) * windowLength) - features, features).CopyTo(session.Input[(rows++ * features)..]);
            }
        }

        session.Run(rows);
        for (int i = 0, row = 0; i < regimes.Length; i++)
        {
            if (regimes[i] == regime)
            {
                session.Output(0).Slice(row++ * Classes, Classes).CopyTo(_said.AsSpan(i * Classes, Classes));
            }
        }
    }
}

/// <summary>What all sessions do alike.</summary>
internal static class ModelSessions
{
    /// <summary>Runs every number of rows up to a batch once.</summary>
    public static void Warm(this IModelSession session, int batch)
    {
        for (int rows = 1; rows <= batch; rows++)
        {
            session.Run(rows);
        }
    }
}
