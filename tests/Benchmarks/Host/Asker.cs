using System.Diagnostics;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>One client with a connection and a thread of its own: asks at fixed moments, or as fast as answers come, while it is let.</summary>
/// <remarks>
/// Each question is due at some moment of its period, drawn from a seed: clients that ask in step would meet at every question, or never. One that is sent late because the
/// one before was late counts from when it was due: waiting in a queue is part of the answer's time. What the client's thread itself waited for a processor is told
/// apart; where the host's thread took the client's processor, that was the host's time too, so the truth lies between the two figures. The client's thread has
/// short slices (<see cref="ShortSlices"/>): its own turn on a full processor is not what is measured.
/// </remarks>
internal sealed class Asker : IDisposable
{
    /// <summary>Answers before those that are measured: more than the calls after which the runtime compiles a method once more (1,024), as it has in a host that has stood for a while.</summary>
    private const int Rehearsed = 1_500;

    private readonly PlainConnection _connection;
    private readonly Func<int, Question> _question;
    private readonly int _rate;
    private readonly ManualResetEventSlim _turn = new();
    private readonly Thread _thread;
    private volatile bool _isOver;

    /// <param name="address">Of the host.</param>
    /// <param name="question">The n-th question.</param>
    /// <param name="rate">Questions a second; 0 for as fast as answers come.</param>
    /// <param name="seed">Of the moments at which questions are due.</param>
    public Asker(Uri address, Func<int, Question> question, int rate, int seed)
    {
        _connection = new PlainConnection(address);
        (_question, _rate) = (question, rate);
        WarmUp(Question.Get(address, "openapi.json"));
        long started = Stopwatch.GetTimestamp();
        _connection.Ask(question(0));
        First = Stopwatch.GetElapsedTime(started);
        _thread = new Thread(() => Ask(new Random(seed))) { IsBackground = true, Name = "asker" };
        _thread.Start();
    }

    /// <summary>The very first answer, before any that is measured.</summary>
    public TimeSpan First { get; }

    /// <summary>Milliseconds of each good answer, in the order asked. Read when no turn goes on.</summary>
    public List<double> Milliseconds { get; } = new(1 << 16);

    /// <summary>Of the same answers: less what the client's thread waited for a processor.</summary>
    public List<double> WithoutOwnWait { get; } = new(1 << 16);

    /// <summary>Answers that were faults.</summary>
    public int Faults { get; private set; }

    /// <summary>Bytes of the last answer.</summary>
    public long LastBytes => _connection.LastBytes;

    public bool IsAsking
    {
        get => _turn.IsSet;
        set
        {
            if (value)
            {
                _turn.Set();
            }
            else
            {
                _turn.Reset();
            }
        }
    }

    public void Dispose()
    {
        _isOver = true;
        _turn.Set();
        _thread.Join();
        _connection.Dispose();
        _turn.Dispose();
    }

    /// <summary>Asks without a pause, and measures nothing.</summary>
    public void Rehearse()
    {
        for (int i = 0; i < Rehearsed; i++)
        {
            _connection.Ask(_question(i));
        }
    }

    /// <summary>The client's own code, without any of the questions that are measured.</summary>
    private void WarmUp(Question other)
    {
        for (int i = 0; i < 300; i++)
        {
            _connection.Ask(other);
        }
    }

    private void Ask(Random moments)
    {
        ShortSlices.Take();
        using RunDelay delay = new();
        long period = 0, done = 0;
        for (int i = 0; ; i++)
        {
            if (!_turn.IsSet)
            {
                _turn.Wait();
                period = Stopwatch.GetTimestamp();
            }

            if (_isOver)
            {
                return;
            }

            Question question = _question(i);
            long due = _rate > 0 ? period + (long)(moments.NextDouble() * Stopwatch.Frequency / _rate) : period;
            WaitUntil(due);
            TimeSpan waited = delay.Read();
            long sent = Stopwatch.GetTimestamp(), from = _rate > 0 && done > due ? due : sent;
            int status = _connection.Ask(question);
            done = Stopwatch.GetTimestamp();
            Note(status, Stopwatch.GetElapsedTime(from, done), delay.Read() - waited);
            period = _rate > 0 ? period + (Stopwatch.Frequency / _rate) : done;
        }
    }

    private void Note(int status, TimeSpan took, TimeSpan waited)
    {
        if (status == 200)
        {
            Milliseconds.Add(took.TotalMilliseconds);
            WithoutOwnWait.Add(Math.Max(0, (took - waited).TotalMilliseconds));
        }
        else
        {
            Faults++;
        }
    }

    private static void WaitUntil(long due)
    {
        TimeSpan left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
        if (left > TimeSpan.Zero)
        {
            Thread.Sleep(left);
        }
    }
}
