using System.Text;

namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>Facts from <c>--facts</c>: RFC 4180, tabs, types from the declaration or from what the rows look like.</summary>
public sealed class EvalFactFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1,two\n3,four\n", "+")]
    [InlineData("1,two\r\n3,four\r\n", "CRLF")]
    [InlineData("1,two\n3,four", "no last line end")]
    [InlineData("\uFEFF1,two\n3,four\n", "byte order mark")]
    [InlineData("1,\"two\"\n\"3\",four\n", "quoted")]
    [InlineData("1,two\n\n3,four\n\n", "empty lines")]
    public void Plain_rows_read_the_same_however_their_lines_end(string csv, string _)
    {
        Assert.NotEmpty(_);
        Csv("Decl given(N, T) descr [extensional()] bound [/number, /string].", csv).Prints("row(1, \"two\").\nrow(3, \"four\").");
    }

    [Fact]
    public void A_quoted_field_holds_commas_quotes_and_line_breaks()
    {
        Csv("Decl given(N, T) descr [extensional()] bound [/number, /string].", "1,\"a,b\"\n2,\"say \"\"hi\"\"\"\n3,\"two\nlines\"\n4,\"\"\n")
            .Prints("row(1, \"a,b\").\nrow(2, \"say \\\"hi\\\"\").\nrow(3, \"two\\nlines\").\nrow(4, \"\").");
    }

    [Theory]
    [InlineData("1,\"open\n2,b\n", "p.csv", ":1:")]
    [InlineData("1,a\n2,\"b\" c\n", "text follows a closing quote", ":2:")]
    public void A_faulty_quote_is_an_error_with_file_and_line(string csv, string word, string line)
    {
        Answer answer = Csv("Decl given(N, T) descr [extensional()] bound [/number, /string].", csv);

        answer.FailsWith(ExitCode.WrongInput, "CSR6005", "given.csv" + line, word == "p.csv" ? "not closed" : word);
        Assert.Empty(answer.Out);
    }

    [Fact]
    public void Tabs_separate_and_quotes_mean_nothing_in_tsv_and_facts()
    {
        foreach (string extension in new[] { "tsv", "facts" })
        {
            using TempFolder facts = new();
            facts.Write($"given.{extension}", "1\ta, \"b\"\n2\t\n");
            string program = _folder.Write("p.rules", "Decl given(N, T) descr [extensional()] bound [/number, /string].\nrow(N, T) :- given(N, T).");

            Scalp.Run("eval", program, "--facts", facts.Path).Prints("row(1, \"a, \\\"b\\\"\").\nrow(2, \"\").");
        }
    }

    [Theory]
    [InlineData("1,1.5,/a,x\n-2,3,/b,/c\n", "row(-2, 3.0, /b, \"/c\").\nrow(1, 1.5, /a, \"x\").")]
    [InlineData("1,2,/a,7\n", "row(1, 2, /a, 7).")]
    [InlineData("1,2e3,/a,NaN\n", "row(1, 2000.0, /a, \"NaN\").")]
    public void Types_without_a_declaration_come_from_all_rows(string csv, string expected)
    {
        _folder.Write("facts/given.csv", csv);
        string program = _folder.Write("p.rules", "row(A, B, C, D) :- given(A, B, C, D).");

        Scalp.Run("eval", program, "--facts", _folder["facts"]).Prints(expected);
    }

    [Fact]
    public void A_declared_decimal_is_exact()
    {
        Csv("Decl given(N, T) descr [extensional()] bound [/dec8, /float64].", "0.1,0.1\n100000000.00000001,2\n").Prints("row(0.1, 0.1).\nrow(100000000.00000001, 2.0).");
    }

    [Theory]
    [InlineData("1,a\nx,b\n", ":2:", "column 1")]
    [InlineData("1,a\n9223372036854775808,b\n", ":2:", "column 1")]
    [InlineData("1,a\n1.5,b\n", ":2:", "column 1")]
    [InlineData("1,a\n,b\n", ":2:", "column 1")]
    public void A_field_that_does_not_fit_is_an_error_with_file_and_line_and_nothing_is_evaluated(string csv, string line, string column)
    {
        Answer answer = Csv("Decl given(N, T) descr [extensional()] bound [/number, /string].", csv);

        answer.FailsWith(ExitCode.WrongInput, "CSR6003", "given.csv" + line, column);
        Assert.Empty(answer.Out);
    }

    [Fact]
    public void A_whole_number_of_more_than_64_bits_is_refused_and_not_rounded()
    {
        Csv("", "1,a\n99999999999999999999,b\n").FailsWith(ExitCode.WrongInput, "CSR6003", "given.csv:2:");
        Csv("", "1.5,a\n99999999999999999999,b\n").Prints("row(1.0e20, \"b\").\nrow(1.5, \"a\").");
    }

    [Fact]
    public void Every_row_of_another_length_is_reported_and_its_predicate_is_still_supplied()
    {
        Answer answer = Csv("", "1,a\n2\n3,b\n4,c,d\n");

        answer.FailsWith(ExitCode.WrongInput, "given.csv:2:", "given.csv:4:");
        Assert.DoesNotContain("CSR2002", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,a\n2\n", ":2:")]
    [InlineData("1,a\n\n2,b,c\n", ":3:")]
    public void A_row_with_the_wrong_number_of_fields_is_an_error_with_file_and_line(string csv, string line)
    {
        Answer answer = Csv("Decl given(N, T) descr [extensional()] bound [/number, /string].", csv);

        answer.FailsWith(ExitCode.WrongInput, "CSR6004", "given.csv" + line);
        Assert.Empty(answer.Out);
    }

    [Fact]
    public void A_file_with_other_columns_than_the_program_uses_is_an_error_at_its_first_row()
    {
        Csv("Decl given(N, T) descr [extensional()] bound [/number, /string].", "\n1,a,b\n").FailsWith(ExitCode.WrongInput, "CSR2001", "given.csv:2:1", "2 columns", "3 columns");
    }

    [Fact]
    public void Line_numbers_count_line_breaks_inside_quotes()
    {
        Csv("Decl given(N, T) descr [extensional()] bound [/number, /string].", "1,\"a\nb\nc\"\nx,d\n").FailsWith(ExitCode.WrongInput, "given.csv:4:");
    }

    [Fact]
    public void Not_a_number_and_infinity_never_enter_a_relation()
    {
        foreach (string text in new[] { "NaN", "Infinity", "-Infinity", "1e999" })
        {
            Csv("Decl given(N, T) descr [extensional()] bound [/float64, /string].", $"{text},a\n").FailsWith(ExitCode.WrongInput, "CSR6003", "given.csv:1:");
        }
    }

    [Fact]
    public void Two_files_of_one_predicate_are_an_error()
    {
        _folder.Write("facts/given.tsv", "1\ta\n");

        Csv("Decl given(N, T) descr [extensional()] bound [/number, /string].", "1,a\n").FailsWith(ExitCode.WrongInput, "CSR6009", "given");
        Assert.DoesNotContain("CSR2002", Csv("", "1,a\n").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_no_rule_reads_and_facts_of_a_derived_predicate_are_warnings()
    {
        _folder.Write("facts/other.csv", "1\n");
        _folder.Write("facts/row.csv", "7,seven\n");

        Answer answer = Csv("Decl given(N, T) descr [extensional()] bound [/number, /string].", "1,a\n");

        answer.Prints("row(1, \"a\").\nrow(7, \"seven\").");
        Assert.Contains("warning CSR6010", answer.Error, StringComparison.Ordinal);
        Assert.Contains("CSR6008", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_supplies_an_empty_relation_without_a_warning()
    {
        Answer answer = Csv("", "");

        answer.Prints("");
        Assert.Empty(answer.Error);
    }

    [Fact]
    public void A_file_that_is_not_utf8_and_a_folder_that_is_not_there_are_errors()
    {
        _folder.Write("facts/given.csv", [0x31, 0x2C, 0xFF, 0x0A]);
        string program = _folder.Write("p.rules", "row(N, T) :- given(N, T).");

        Scalp.Run("eval", program, "--facts", _folder["facts"]).FailsWith(ExitCode.WrongInput, "CSR6001", "given.csv", "not UTF-8");
        Scalp.Run("eval", program, "--facts", _folder["elsewhere"]).FailsWith(ExitCode.WrongInput, "CSR6001", "elsewhere");
    }

    [Fact]
    public void A_large_file_reads_in_its_own_order_and_prints_sorted()
    {
        StringBuilder csv = new();
        for (int i = 9_999; i >= 0; i--)
        {
            csv.Append(i).Append(",t\n");
        }

        Answer answer = Csv("Decl given(N, T) descr [extensional()] bound [/number, /string].", csv.ToString());

        Assert.Equal(10_000, answer.Lines.Length);
        Assert.Equal(answer.Lines.Order(StringComparer.Ordinal), answer.Lines);
    }

    private Answer Csv(string declaration, string csv)
    {
        _folder.Write("facts/given.csv", csv);
        string program = _folder.Write("p.rules", declaration + "\nrow(A, B) :- given(A, B).");
        return Scalp.Run("eval", program, "--facts", _folder["facts"]);
    }
}
