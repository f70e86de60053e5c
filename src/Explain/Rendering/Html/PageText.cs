using System.Collections.Immutable;

namespace CryptoScalp.Rules.Explain;

/// <summary>Writes a page that needs nothing but itself: no script, no font, no picture from elsewhere, and a policy that forbids them.</summary>
internal static class PageText
{
    public static string Render(PageModel page, PriceTrail? prices)
    {
        HtmlText html = new();
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n<link rel=\"icon\" href=\"data:,\">\n")
            .Element("title", $"{page.Kicker}: {page.Title}").Raw("\n<style>\n").Raw(PageStyle.Css).Raw("\n</style></head>\n<body><main>\n");
        Head(html, page);
        if (prices is { Points.Length: > 0 })
        {
            PriceChart.Append(html, prices);
        }

        foreach (PageTable table in page.Tables.Where(static t => !t.Rows.IsEmpty))
        {
            Table(html, table);
        }

        html.Raw("<section>").Element("h2", page.TreeTitle).Raw("\n<ul class=\"tree\">\n");
        Items(html, OutlineNode.TreeOf(page.Lines), 0);
        html.Raw("</ul></section>\n").Element("footer", page.Footer).Raw("\n</main></body></html>\n");
        return html.ToString();
    }

    private static void Head(HtmlText html, PageModel page)
    {
        html.Element("p", page.Kicker, "class=\"kicker\"").Raw("\n<h1>").Element("code", page.Title).Raw("</h1>\n");
        if (page.Lead is { } lead)
        {
            html.Raw(lead.IsBad ? "<section class=\"cause\"><p>" : "<section class=\"made\"><p>").Element("code", ReadableTime.In(lead.Text)).Raw("</p>\n<p>").Text(ReadableTime.In(lead.Note)).Raw("</p></section>\n");
        }

        html.Raw("<dl>");
        foreach ((string name, string value) in page.Facts)
        {
            html.Element("dt", name).Raw("<dd>").Text(value).Raw("</dd>\n");
        }

        html.Raw("</dl>\n");
    }

    private static void Table(HtmlText html, PageTable table)
    {
        html.Raw("<section>").Element("h2", table.Title).Raw("<div class=\"scroll\"><table><thead><tr>");
        foreach (string column in table.Columns)
        {
            html.Element("th", column, "scope=\"col\"");
        }

        html.Raw("</tr></thead><tbody>\n");
        foreach (ImmutableArray<string> row in table.Rows)
        {
            html.Raw("<tr>");
            for (int i = 0; i < row.Length; i++)
            {
                html.Raw("<td data-label=\"").Text(table.Columns[i]).Raw("\">").Text(ReadableTime.In(row[i])).Raw("</td>");
            }

            html.Raw("</tr>\n");
        }

        html.Raw("</tbody></table></div></section>\n");
    }

    private static void Items(HtmlText html, List<OutlineNode> nodes, int depth)
    {
        foreach (OutlineNode node in nodes)
        {
            html.Raw("<li>");
            if (node.Children.Count == 0)
            {
                html.Raw("<div class=\"leaf\">");
                Row(html, node.Line);
                html.Raw("</div>");
            }
            else
            {
                Branch(html, node, depth);
            }

            html.Raw("</li>\n");
        }
    }

    /// <summary>The first levels stand open, and so does the way to the first failure of each.</summary>
    private static void Branch(HtmlText html, OutlineNode node, int depth)
    {
        html.Raw(depth < 2 || (depth < 4 && node.HasFailure) ? "<details open><summary>" : "<details><summary>");
        Row(html, node.Line);
        html.Raw("</summary>\n<ul>\n");
        Items(html, node.Children, depth + 1);
        html.Raw("</ul></details>");
    }

    private static void Row(HtmlText html, TextLine line)
    {
        html.Raw($"<span class=\"row {line.Style.ToString().ToLowerInvariant()}\">").Element("code", line.Text);
        if (line.Note.Length > 0)
        {
            html.Element("span", line.Note, "class=\"note\"");
        }

        html.Raw("</span>");
    }
}
