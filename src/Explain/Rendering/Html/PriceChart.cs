using System.Globalization;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Explain;

/// <summary>Draws the bid and the ask of each venue as steps, and the moment of the decision as a line across.</summary>
internal static class PriceChart
{
    private const int Width = 960, Height = 260, Left = 76, Right = 12, Top = 14, Bottom = 26, Lines = 4;
    private const int MaxVenues = 4;

    public static void Append(HtmlText html, PriceTrail trail)
    {
        string[] venues = [.. trail.Points.Select(static p => p.Venue).Distinct().Order(StringComparer.Ordinal).Take(MaxVenues)];
        PricePoint[] points = [.. trail.Points.Where(p => venues.Contains(p.Venue))];
        Frame frame = Frame.Of(trail.Moment, points);
        html.Raw("<section>").Element("h2", $"Price of {trail.Symbol} around the moment").Raw("<div class=\"scroll\">")
            .Raw($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"").Text($"Bid and ask of {trail.Symbol} around the moment").Raw("\">\n");
        Grid(html, frame);
        for (int i = 0; i < venues.Length; i++)
        {
            PricePoint[] own = [.. points.Where(p => p.Venue == venues[i])];
            Steps(html, frame, own, static p => p.Bid, "--bid", i);
            Steps(html, frame, own, static p => p.Ask, "--ask", i);
        }

        html.Raw("<line class=\"moment\" x1=\"").Number(frame.X(trail.Moment)).Raw("\" x2=\"").Number(frame.X(trail.Moment)).Raw($"\" y1=\"{Top}\" y2=\"{Height - Bottom}\"/></svg></div>\n<p class=\"kicker\">");
        for (int i = 0; i < venues.Length; i++)
        {
            string opacity = Opacity(i);
            html.Raw($"<span class=\"key\"><i style=\"background:var(--bid);opacity:{opacity}\"></i><i style=\"background:var(--ask);opacity:{opacity}\"></i>").Text($"{venues[i]}: bid, ask").Raw("</span>");
        }

        html.Raw("<span class=\"key\">dashed: the moment</span></p></section>\n");
    }

    private static void Grid(HtmlText html, Frame frame)
    {
        for (int i = 0; i <= Lines; i++)
        {
            double price = frame.Low + ((frame.High - frame.Low) * i / Lines);
            html.Raw($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"").Number(frame.Y(price)).Raw("\" y2=\"").Number(frame.Y(price)).Raw("\"/>")
                .Raw($"<text x=\"{Left - 8}\" text-anchor=\"end\" y=\"").Number(frame.Y(price) + 4).Raw("\">").Text(frame.Label(price)).Raw("</text>\n");
        }

        for (int i = 0; i <= Lines; i++)
        {
            long at = frame.From + ((frame.To - frame.From) / Lines * i);
            string anchor = i == 0 ? "start" : i == Lines ? "end" : "middle";
            html.Raw($"<text y=\"{Height - 8}\" text-anchor=\"{anchor}\" x=\"").Number(frame.X(new EventTime(at))).Raw("\">").Text(frame.Seconds(at)).Raw("</text>\n");
        }
    }

    private static void Steps(HtmlText html, Frame frame, PricePoint[] points, Func<PricePoint, double> priceOf, string colour, int venue)
    {
        html.Raw($"<path fill=\"none\" stroke-width=\"1.5\" style=\"stroke:var({colour});opacity:{Opacity(venue)}\" d=\"");
        for (int i = 0; i < points.Length; i++)
        {
            html.Raw(i == 0 ? "M" : "H").Number(frame.X(points[i].At)).Raw(i == 0 ? " " : "V").Number(frame.Y(priceOf(points[i])));
        }

        html.Raw("H").Number(Width - Right).Raw("\"/>\n");
    }

    private static string Opacity(int venue) => (1 - (0.22 * venue)).ToString("0.##", CultureInfo.InvariantCulture);

    private sealed record Frame(long From, long To, double Low, double High, long Moment)
    {
        public static Frame Of(EventTime moment, PricePoint[] points)
        {
            double low = points.Min(static p => p.Bid), high = points.Max(static p => p.Ask), room = Math.Max((high - low) * 0.08, high * 1e-6);
            long from = Math.Min(points[0].At.Nanoseconds, moment.Nanoseconds), to = Math.Max(points[^1].At.Nanoseconds, moment.Nanoseconds);
            return new Frame(from, Math.Max(to, from + 1_000_000), low - room, high + room, moment.Nanoseconds);
        }

        public double X(EventTime at) => Left + ((Width - Left - Right) * ((double)(at.Nanoseconds - From) / (To - From)));

        public double Y(double price) => Top + ((Height - Top - Bottom) * (1 - ((price - Low) / (High - Low))));

        /// <summary>As many digits as tell two lines of the grid apart.</summary>
        public string Label(double price)
        {
            int digits = Math.Clamp((int)Math.Ceiling(1 - Math.Log10((High - Low) / Lines)), 0, 8);
            return price.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        public string Seconds(long at) => ((at - Moment) / 1e9).ToString("+0.0 s;-0.0 s;0 s", CultureInfo.InvariantCulture);
    }
}
