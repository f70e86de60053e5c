using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>A folder of fact files: <c>predicate.csv</c> (RFC 4180), <c>predicate.tsv</c> or <c>predicate.facts</c> (tabs), without header rows. The row <c>()</c> is the fact of a predicate without columns.</summary>
internal static class FactDirectory
{
    /// <summary>More rows of another length than this are not listed: the first show what is wrong.</summary>
    private const int MaxFaults = 20;

    /// <summary>Reads every fact file, sorted by name. Faults are reported with file and line; a faulty file still supplies its predicate, without rows.</summary>
    public static IReadOnlyList<FactFile> Read(string folder, DiagnosticBag diagnostics)
    {
        if (!Directory.Exists(folder))
        {
            diagnostics.Add(Diagnostic.Create(PipelineDiagnostics.FileUnreadable, null, folder, "there is no such folder"));
            return [];
        }

        List<FactFile> files = [];
        IEnumerable<string> found = Directory.GetFiles(folder)
            .Where(static f => Path.GetExtension(f) is ".csv" or ".tsv" or ".facts")
            .Order(StringComparer.Ordinal);
        foreach (IGrouping<string, string> group in found.GroupBy(static f => Path.GetFileNameWithoutExtension(f), StringComparer.Ordinal))
        {
            if (group.Count() > 1)
            {
                diagnostics.Add(Diagnostic.Create(PipelineDiagnostics.DuplicateFactFile, null, group.Key, string.Join(", ", group)));
                files.Add(Faulty(group.Key, new SourceText(group.First(), "")));
            }
            else if (RuleSources.TryRead(group.First(), diagnostics) is { } source)
            {
                files.Add(Parse(group.Key, source, diagnostics));
            }
        }

        return files;
    }

    private static FactFile Parse(string predicate, SourceText source, DiagnosticBag diagnostics)
    {
        List<(int Line, string[] Fields)> rows = [];
        try
        {
            rows.AddRange(Path.GetExtension(source.Path) == ".csv" ? DelimitedText.Commas(source.Text) : DelimitedText.Tabs(source.Text));
        }
        catch (FormatException e)
        {
            string[] parts = e.Message.Split(':', 2);
            diagnostics.Add(Diagnostic.Create(PipelineDiagnostics.FactQuoting, LineSpan(source, int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)), parts[1]));
            return Faulty(predicate, source);
        }

        if (rows.Exists(r => r.Fields.Length != rows[0].Fields.Length))
        {
            ReportLengths(predicate, source, rows, diagnostics);
            return Faulty(predicate, source);
        }

        return new FactFile(predicate, source, rows.TrueForAll(static r => r.Fields is ["()"]) ? [.. rows.Select(static r => (r.Line, Array.Empty<string>()))] : rows);
    }

    private static FactFile Faulty(string predicate, SourceText source) => new(predicate, source, []);

    private static void ReportLengths(string predicate, SourceText source, List<(int Line, string[] Fields)> rows, DiagnosticBag diagnostics)
    {
        int wanted = rows[0].Fields.Length;
        foreach ((int line, string[] fields) in rows.Where(r => r.Fields.Length != wanted).Take(MaxFaults))
        {
            diagnostics.Report(PipelineDiagnostics.FactColumns, LineSpan(source, line), predicate, wanted, fields.Length);
        }
    }

    /// <summary>The span of a whole line.</summary>
    public static SourceSpan LineSpan(SourceText source, int line)
    {
        int start = 0;
        for (int i = 1; i < line; i++)
        {
            start = source.Text.IndexOf('\n', start) + 1;
        }

        return new SourceSpan(source, new TextSpan(start, source.Line(line).Length));
    }
}
