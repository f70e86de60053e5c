namespace CryptoScalp.Rules.Features.Tests;

/// <summary>The features of order flow, impact and depth, from their definitions.</summary>
internal sealed partial class BatchFeatures
{
    private double QuoteFlow(long horizonMs)
    {
        var quotes = _history.Where(static h => h.Update is QuoteUpdate).Select(static h => (h.Ms, Quote: (QuoteUpdate)h.Update)).ToList();
        if (!quotes.Exists(static q => q.Quote.IsSound) || _nowMs - quotes.First(static q => q.Quote.IsSound).Ms < horizonMs)
        {
            return double.NaN;
        }

        decimal sum = 0;
        for (int i = 1; i < quotes.Count; i++)
        {
            (QuoteUpdate a, QuoteUpdate b) = (quotes[i - 1].Quote, quotes[i].Quote);
            if (a.IsSound && b.IsSound && quotes[i].Ms > _nowMs - horizonMs)
            {
                sum += Flow((a.Bid.Raw, a.BidQuantity.Raw, a.Ask.Raw, a.AskQuantity.Raw), (b.Bid.Raw, b.BidQuantity.Raw, b.Ask.Raw, b.AskQuantity.Raw));
            }
        }

        return (double)(sum / 100_000_000m);
    }

    private double BookFlow(int levels, long horizonMs)
    {
        var books = _history.Where(static h => h.Update is BookUpdate).Select(static h => (h.Ms, Book: (BookUpdate)h.Update)).ToList();
        if (!books.Exists(static b => IsSound(b.Book)) || _nowMs - books.First(static b => IsSound(b.Book)).Ms < horizonMs)
        {
            return double.NaN;
        }

        decimal sum = 0;
        for (int i = 1; i < books.Count; i++)
        {
            (BookUpdate a, BookUpdate b) = (books[i - 1].Book, books[i].Book);
            for (int k = 0; IsSound(a) && IsSound(b) && books[i].Ms > _nowMs - horizonMs && k < Math.Min(levels, Math.Min(Common(a), Common(b))); k++)
            {
                sum += Flow(Level(a, k), Level(b, k));
            }
        }

        return (double)(sum / 100_000_000m);
    }

    private double DepthMicroprice(int levels)
    {
        if (Book is not { } book)
        {
            return double.NaN;
        }

        (double bid, double bids) = Side(book.BidPrices, book.Bids, levels);
        (double ask, double asks) = Side(book.AskPrices, book.Asks, levels);
        return ((bid * asks) + (ask * bids)) / (bids + asks);
    }

    private double EffectiveSpread(long horizonMs)
    {
        (double paid, double traded) = (0, 0);
        double mid = double.NaN;
        foreach ((long ms, MarketUpdate update) in _history)
        {
            mid = MidAfter(update, mid);
            if (update is TradeUpdate { Quantity.Raw: > 0, Price.Raw: > 0 } trade && ms > _nowMs - horizonMs && !double.IsNaN(mid))
            {
                double quantity = trade.Quantity.ToDouble();
                paid += (trade.IsBuy ? 20_000 : -20_000) * (double)((trade.Price.Raw - ((decimal)mid * 100_000_000m)) / ((decimal)mid * 100_000_000m)) * quantity;
                traded += quantity;
            }
        }

        return traded > 0 ? paid / traded : double.NaN;
    }

    private double RealisedSpread(long delayMs, long horizonMs)
    {
        (double earned, double traded) = (0, 0);
        (int next, double mid) = (0, double.NaN);
        foreach ((long ms, MarketUpdate update) in _history)
        {
            long due = ms + delayMs;
            if (update is not TradeUpdate { Quantity.Raw: > 0, Price.Raw: > 0 } trade || due > _nowMs || due <= _nowMs - horizonMs)
            {
                continue;
            }

            for (; _history[next].Ms < due && next < _history.Count - 1; next++)
            {
                mid = MidAfter(_history[next].Update, mid);
            }

            if (!double.IsNaN(mid))
            {
                double quantity = trade.Quantity.ToDouble();
                decimal raw = (decimal)mid * 100_000_000m;
                earned += (trade.IsBuy ? 20_000 : -20_000) * (double)((trade.Price.Raw - raw) / raw) * quantity;
                traded += quantity;
            }
        }

        return traded > 0 ? earned / traded : double.NaN;
    }

    private double KyleLambda(int seconds)
    {
        var mids = Mids;
        long now = Second(_nowMs);
        if (mids.Count == 0 || now - Second(mids[0].Ms) < seconds)
        {
            return double.NaN;
        }

        double MidAt(long second) => mids.LastOrDefault(m => m.Ms < second * 1000, mids[0]).Mid;
        Dictionary<long, decimal> traded = _history.Skip(FirstQuote() + 1).GroupBy(static h => Second(h.Ms)).ToDictionary(static g => g.Key, static g => g.Sum(static h => Signed(h.Update)));
        double[] xs = new double[seconds];
        double[] ys = new double[seconds];
        for (int i = 0; i < seconds; i++)
        {
            long second = now - seconds + i;
            xs[i] = (double)traded.GetValueOrDefault(second) / 1e8;
            ys[i] = 10_000 * (MidAt(second + 1) - MidAt(second)) / MidAt(second);
        }

        (double x, double y) = (xs.Average(), ys.Average());
        double variance = xs.Sum(v => (v - x) * (v - x));
        return xs.Distinct().Count() > 1 ? xs.Zip(ys, (a, b) => (a - x) * (b - y)).Sum() / variance : double.NaN;
    }

    private double FlowToxicity(int seconds)
    {
        long now = Second(_nowMs);
        var slots = _history.Where(h => Second(h.Ms) < now && Second(h.Ms) >= now - seconds).GroupBy(static h => Second(h.Ms)).ToList();
        decimal oneSided = slots.Sum(static s => Math.Abs(s.Sum(static h => Signed(h.Update))));
        decimal traded = slots.Sum(static s => s.Sum(static h => Math.Abs(Signed(h.Update))));
        return now - Second(_history[0].Ms) < seconds || traded == 0 ? double.NaN : (double)(oneSided / traded);
    }

    private double SignAutocorrelation(int count)
    {
        double[] signs = [.. Trades.Select(static t => t.IsBuy ? 1.0 : -1.0).TakeLast(count)];
        if (signs.Length < count || signs.Distinct().Count() == 1)
        {
            return double.NaN;
        }

        double mean = signs.Average();
        return signs.Skip(1).Zip(signs, (a, b) => (a - mean) * (b - mean)).Sum() / signs.Sum(s => (s - mean) * (s - mean));
    }

    private double BookPressure(int levels)
    {
        if (Book is not { } book || book.BidPrices[0] == book.AskPrices[0])
        {
            return double.NaN;
        }

        decimal mid = MidOf(book);
        double bids = book.BidPrices.Zip(book.Bids, (p, q) => q.Raw / (double)(mid - p.Raw)).Take(levels).Sum();
        double asks = book.AskPrices.Zip(book.Asks, (p, q) => q.Raw / (double)(p.Raw - mid)).Take(levels).Sum();
        return (bids - asks) / (bids + asks);
    }

    private double DepthSlope(int levels)
    {
        if (Book is not { } book || book.BidPrices[0] == book.AskPrices[0])
        {
            return double.NaN;
        }

        decimal mid = MidOf(book);
        double bids = book.Bids.Take(levels).Sum(static q => q.ToDouble()) / (double)((mid - book.BidPrices.Take(levels).Last().Raw) / mid);
        double asks = book.Asks.Take(levels).Sum(static q => q.ToDouble()) / (double)((book.AskPrices.Take(levels).Last().Raw - mid) / mid);
        return (bids + asks) / 2 / 10_000;
    }

    private double Rate(long horizonMs, IEnumerable<long> arrivals) =>
        _nowMs - _history[0].Ms < horizonMs ? double.NaN : arrivals.Count(ms => ms > _nowMs - horizonMs) * 1000.0 / horizonMs;

    private BookUpdate? Book => _history.Select(static h => h.Update).OfType<BookUpdate>().LastOrDefault() is { } book && IsSound(book) ? book : null;

    private static bool IsSound(BookUpdate book) => book.Bids.Length > 0 && book.Asks.Length > 0 && book.BidPrices[0] <= book.AskPrices[0];

    private static int Common(BookUpdate book) => Math.Min(book.Bids.Length, book.Asks.Length);

    private static (long, long, long, long) Level(BookUpdate book, int k) => (book.BidPrices[k].Raw, book.Bids[k].Raw, book.AskPrices[k].Raw, book.Asks[k].Raw);

    private static decimal Flow((long Bid, long BidQuantity, long Ask, long AskQuantity) a, (long Bid, long BidQuantity, long Ask, long AskQuantity) b)
    {
        decimal bid = b.Bid > a.Bid ? b.BidQuantity : b.Bid < a.Bid ? -(decimal)a.BidQuantity : (decimal)b.BidQuantity - a.BidQuantity;
        decimal ask = b.Ask < a.Ask ? b.AskQuantity : b.Ask > a.Ask ? -(decimal)a.AskQuantity : (decimal)b.AskQuantity - a.AskQuantity;
        return bid - ask;
    }

    private static (double Price, double Quantity) Side(Primitives.Dec8[] prices, Primitives.Dec8[] quantities, int levels)
    {
        double sum = quantities.Take(levels).Sum(static q => q.ToDouble());
        return (prices.Zip(quantities, static (p, q) => p.ToDouble() * q.ToDouble()).Take(levels).Sum() / sum, sum);
    }

    private static double MidAfter(MarketUpdate update, double before) => update is QuoteUpdate quote ? (quote.IsSound ? quote.Mid : double.NaN) : before;

    /// <summary>In units of 1e-8.</summary>
    private static decimal MidOf(BookUpdate book) => ((decimal)book.BidPrices[0].Raw + book.AskPrices[0].Raw) / 2;

    private static decimal Signed(MarketUpdate update) =>
        update is TradeUpdate { Quantity.Raw: > 0, Price.Raw: > 0 } trade ? (trade.IsBuy ? trade.Quantity.Raw : -(decimal)trade.Quantity.Raw) : 0;

    private int FirstQuote() => _history.FindIndex(static h => h.Update is QuoteUpdate { IsSound: true });

    private static long Second(long ms) => (long)Math.Floor(ms / 1000m);
}
