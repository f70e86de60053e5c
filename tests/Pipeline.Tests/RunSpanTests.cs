using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Moments as people write them, within a run.</summary>
public sealed class RunSpanTests
{
    private static readonly RunSpan _span = new(Time("2024-01-01T22:00:00Z"), Time("2024-01-02T10:45:00Z"));

    [Theory]
    [InlineData("10:31", "2024-01-02T10:31:00Z")]
    [InlineData("9:05", "2024-01-02T09:05:00Z")]
    [InlineData("10:31:05.25", "2024-01-02T10:31:05.25Z")]
    [InlineData("10:31:05Z", "2024-01-02T10:31:05Z")]
    [InlineData("23:59", "2024-01-01T23:59:00Z")]
    [InlineData("90s", "2024-01-01T22:01:30Z")]
    [InlineData("1m30s", "2024-01-01T22:01:30Z")]
    [InlineData("+0.25h", "2024-01-01T22:15:00Z")]
    [InlineData("22.706s", "2024-01-01T22:00:22.706Z")]
    [InlineData("250ms", "2024-01-01T22:00:00.25Z")]
    [InlineData("7us", "2024-01-01T22:00:00.000007Z")]
    [InlineData("-15m", "2024-01-02T10:30:00Z")]
    [InlineData("2024-01-02 10:31", "2024-01-02T10:31:00Z")]
    [InlineData("2024-01-02T10:31", "2024-01-02T10:31:00Z")]
    [InlineData("2024-01-02 10:31:05.5", "2024-01-02T10:31:05.5Z")]
    [InlineData("1704191460000000000", "2024-01-02T10:31:00Z")]
    public void A_moment_is_read_as_it_is_meant(string text, string expected)
    {
        Assert.True(_span.TryRead(text, out EventTime time), text);
        Assert.Equal(expected, Moment.Format(time));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("tomorrow")]
    [InlineData("5")]
    [InlineData("90")]
    [InlineData("90x")]
    [InlineData("s")]
    [InlineData("1..5s")]
    [InlineData("1e5s")]
    [InlineData("--5s")]
    [InlineData("99999999h")]
    [InlineData("79228162514264337593543950335h")]
    [InlineData("24:00")]
    [InlineData("10:61")]
    [InlineData("10:31.5")]
    [InlineData("2024-01-02 10:31.5")]
    [InlineData("2024-13-01T00:00:00Z")]
    public void What_is_no_moment_is_refused(string text) => Assert.False(_span.TryRead(text, out _), text);

    [Fact]
    public void A_time_of_the_day_before_the_beginning_is_read_and_lies_outside()
    {
        RunSpan morning = new(Time("2024-01-02T08:00:00Z"), Time("2024-01-02T09:00:00Z"));

        Assert.True(morning.TryRead("07:00", out EventTime early));
        Assert.False(morning.Contains(early));
        Assert.True(morning.TryRead("10:31", out EventTime late));
        Assert.False(morning.Contains(late));
    }

    [Theory]
    [InlineData(1_704_191_460L)]
    [InlineData(1_704_191_460_000L)]
    [InlineData(1_704_191_460_000_000L)]
    public void A_number_of_an_exchange_is_recognised_by_the_moment_that_it_meant(long number) =>
        Assert.Equal(Time("2024-01-02T10:31:00Z"), _span.MeantBy(new EventTime(number)));

    [Fact]
    public void A_number_that_means_no_moment_of_the_run_is_not_guessed_at() => Assert.Null(_span.MeantBy(new EventTime(12_345)));

    private static EventTime Time(string text) => Moment.TryParse(text, out EventTime time) ? time : throw new FormatException(text);
}
