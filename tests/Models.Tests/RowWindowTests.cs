namespace CryptoScalp.Rules.Models.Tests;

public sealed class RowWindowTests
{
    [Fact]
    public void A_window_holds_the_last_rows_oldest_first()
    {
        RowWindow window = new(rows: 3, features: 2);
        for (int i = 0; i < 10; i++)
        {
            window.Push([i, -i]);
            Assert.Equal(i >= 2, window.IsFull);
            Assert.Equal([i, -i], window.Newest.ToArray());
        }

        float[] copied = new float[6];
        window.CopyTo(copied);
        Assert.Equal([7, -7, 8, -8, 9, -9], copied);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)] // finite here, not as the float that the model reads
    public void A_row_that_nobody_knows_begins_the_window_anew(double unknown)
    {
        RowWindow window = new(rows: 3, features: 1);
        double[] values = [1, 2, 3, unknown, 4, 5, 6];
        Assert.Equal([false, false, true, false, false, false, true], values.Select(v =>
        {
            window.Push([v]);
            return window.IsFull;
        }));
    }
}
