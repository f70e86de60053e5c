using System.Diagnostics;

namespace CryptoScalp.Rules.Benchmarks;

/// <summary>One client with a connection and a thread of its own: asks at fixed moments, or as fast as answers come, while it is let.</summary>
/// <remarks>A question that is sent late because the one before was late counts from when it was due: waiting in a queue is part of the answer's time.</remarks>
internal sealed class Asker : IDisposable
{
    private readonly HttpClient _client;
    private readonly Func<int, HttpRequestMessage> _question;
    private readonly int _rate;
    private readonly ManualResetEventSlim _turn = new();
    private readonly Thread _thread;
    private volatile bool _isOver;

    /// <param name="address">Of the host.</param>
    /// <param name="question">The n-th question.</param>
    /// <param name="rate">Questions a second; 0 for as fast as answers come.</param>
    public Asker(Uri address, Func<int, HttpRequestMessage> question, int rate)
    {
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        (_question, _rate) = (question, rate);
        WarmUp();
        _thread = new Thread(Ask) { IsBackground = true, Name = "asker" };
        _thread.Start();
    }

    /// <summary>Milliseconds of each good answer, in the order asked. Read when no turn goes on.</summary>
    public List<double> Milliseconds { get; } = new(1 << 16);

    /// <summary>Answers that were faults.</summary>
    public int Faults { get; private set; }

    /// <summary>Bytes of the last answer.</summary>
    public long LastBytes { get; private set; }

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
        _client.Dispose();
        _turn.Dispose();
    }

    /// <summary>The client's own code, without any of the questions that are measured.</summary>
    private void WarmUp()
    {
        for (int i = 0; i < 300; i++)
        {
            using HttpResponseMessage answer = _client.Send(new HttpRequestMessage(HttpMethod.Get, "openapi.json"));
            Read(answer);
        }
    }

    private void Ask()
    {
        long due = 0, done = 0;
        for (int i = 0; ; i++)
        {
            if (!_turn.IsSet)
            {
                _turn.Wait();
                due = Stopwatch.GetTimestamp();
            }

            if (_isOver)
            {
                return;
            }

            WaitUntil(due);
            using HttpRequestMessage question = _question(i);
            long sent = Stopwatch.GetTimestamp(), from = _rate > 0 && done > due ? due : sent;
            using HttpResponseMessage answer = _client.Send(question);
            LastBytes = Read(answer);
            done = Stopwatch.GetTimestamp();
            Note(answer, Stopwatch.GetElapsedTime(from, done));
            due = _rate > 0 ? due + (Stopwatch.Frequency / _rate) : done;
        }
    }

    private void Note(HttpResponseMessage answer, TimeSpan took)
    {
        if (answer.IsSuccessStatusCode)
        {
            Milliseconds.Add(took.TotalMilliseconds);
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

    private static long Read(HttpResponseMessage answer)
    {
        using Stream body = answer.Content.ReadAsStream();
        Span<byte> buffer = stackalloc byte[4096];
        long bytes = 0;
        for (int read; (read = body.Read(buffer)) > 0;)
        {
            bytes += read;
        }

        return bytes;
    }
}
