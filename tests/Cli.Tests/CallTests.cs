namespace CryptoScalp.Rules.Cli.Tests;

/// <summary>Exit codes and messages of calls that are wrong, and of files that cannot be read.</summary>
public sealed class CallTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("eval")]
    [InlineData("eval p.rules --sideways")]
    [InlineData("eval p.rules --budget many")]
    [InlineData("eval p.rules --budget 0")]
    [InlineData("eval p.rules --engine other")]
    [InlineData("eval p.rules --script s --query q(X)")]
    [InlineData("eval p.rules --script s --out d")]
    [InlineData("eval p.rules --query q(X) --out d")]
    [InlineData("check")]
    [InlineData("fmt")]
    [InlineData("test")]
    [InlineData("run")]
    [InlineData("run --rules p.rules")]
    [InlineData("run --feed sim:1")]
    [InlineData("run --rules p.rules --feed sim:1 --speed 2x")]
    [InlineData("run --rules p.rules --feed sim:1 --proofs some")]
    [InlineData("run --rules p.rules --feed sim:1 --equity none")]
    [InlineData("run --rules p.rules --feed sim:1 --equity -5")]
    [InlineData("run --rules p.rules --feed sim:1 --append")]
    [InlineData("run --rules p.rules --feed sim:1 --filters file.json")]
    [InlineData("explain")]
    [InlineData("explain 1 --format xml")]
    [InlineData("why")]
    [InlineData("why p(X) --format xml")]
    [InlineData("run --rules p.rules --feed sim:1 --filters /x=")]
    [InlineData("demo --seed x")]
    [InlineData("demo --proofs some")]
    [InlineData("demo --speed 2x")]
    public void A_wrong_call_answers_two_and_says_what_is_wrong(string call)
    {
        Answer answer = Scalp.Run(call.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        answer.FailsWith(ExitCode.WrongCall);
        Assert.NotEmpty(answer.Error);
        Assert.Empty(answer.Out);
        Assert.DoesNotContain("System.", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eval")]
    [InlineData("check")]
    [InlineData("fmt")]
    [InlineData("test")]
    [InlineData("run --feed sim:1?seconds=1 --rules")]
    public void A_file_that_is_missing_empty_of_rules_or_not_utf8_is_wrong_input(string command)
    {
        string[] call = command.Split(' ');
        Directory.CreateDirectory(_folder["hollow"]);
        string binary = _folder.Write("binary.rules", [0x70, 0x28, 0xFF, 0xFE, 0x29, 0x2E]);

        Scalp.Run([.. call, _folder["none.rules"]]).FailsWith(ExitCode.WrongInput, "CSR6001", "none.rules", "there is no such file");
        Scalp.Run([.. call, _folder["hollow"]]).FailsWith(ExitCode.WrongInput, "CSR6002", "hollow");
        Scalp.Run([.. call, binary]).FailsWith(ExitCode.WrongInput, "CSR6001", "binary.rules", "not UTF-8");
    }

    [Fact]
    public void A_folder_where_a_file_belongs_is_called_a_folder()
    {
        string program = _folder.Write("p.rules", "p(1).");

        Scalp.Run("eval", program, "--script", _folder.Path).FailsWith(ExitCode.WrongInput, "CSR6001", _folder.Path, "it is a folder");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("eval --help")]
    [InlineData("run --help")]
    [InlineData("--version")]
    public void Help_is_printed_and_is_fine(string call)
    {
        Answer answer = Scalp.Run(call.Split(' '));

        Assert.Equal(ExitCode.Fine, answer.Code);
        Assert.NotEmpty(answer.Out);
        Assert.Empty(answer.Error);
    }

    [Fact]
    public void Every_command_of_the_table_is_in_the_help()
    {
        string help = Scalp.Run("--help").Out;

        Assert.All(["demo", "run", "check", "fmt", "test", "cost", "eval", "explain", "why"], command => Assert.Contains($"  {command} ", help, StringComparison.Ordinal));
    }
}
