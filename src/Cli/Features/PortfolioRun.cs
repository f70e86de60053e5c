using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CryptoScalp.Rules.Features;

namespace CryptoScalp.Rules.Cli;

/// <summary>What <c>features portfolio</c> says of a table of prices: each asset's statistics, the portfolio's, and how the assets move together.</summary>
internal sealed class PortfolioRun(Terminal terminal, PortfolioRequest request)
{
    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public int Run()
    {
        CheckCall();
        try
        {
            AssetReturns returns = PriceFile.ReadReturns(request.Prices);
            PortfolioRow[] rows = [.. Enumerable.Range(0, returns.Names.Length).Select(a => Row(returns.Names[a], returns[a])), .. Portfolio(returns)];
            double[][] correlations = Correlations(returns);
            if (request.Json)
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(new { periods = returns.Periods, rows, assets = returns.Names, correlations }, Options));
            }
            else
            {
                Print(returns, rows, correlations);
            }

            return ExitCode.Fine;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            terminal.Error.WriteLine($"scalp: {request.Prices}: {e.Message}");
            return ExitCode.WrongInput;
        }
    }

    private void CheckCall()
    {
        if (!(request.PeriodsPerYear > 0) || !double.IsFinite(request.PeriodsPerYear))
        {
            throw new WrongCallException("--periods is the number of rows in a year, 252 or 365 for days, 525600 for minutes");
        }

        if (!(request.Alpha > 0 && request.Alpha <= 1))
        {
            throw new WrongCallException("--alpha is the worst share, above 0 and at most 1");
        }
    }

    private IEnumerable<PortfolioRow> Portfolio(AssetReturns returns)
    {
        if (request.Weights is { } file)
        {
            double[] weights = PriceFile.ReadWeights(file, returns);
            yield return Row("portfolio", returns.Portfolio(weights));
        }
    }

    private PortfolioRow Row(string name, ReadOnlySpan<double> returns)
    {
        double[] known = [.. returns.ToArray().Where(static r => !double.IsNaN(r))];
        double riskFree = request.RiskFree / request.PeriodsPerYear;
        double Risk(RiskMeasure measure) => known.Length < 2 ? double.NaN : RiskMeasures.Of(measure, known, request.Alpha);
        return new PortfolioRow(
            name,
            ReturnStatistics.AnnualReturn(known, request.PeriodsPerYear),
            ReturnStatistics.AnnualVolatility(known, request.PeriodsPerYear),
            ReturnStatistics.Sharpe(known, request.PeriodsPerYear, riskFree),
            ReturnStatistics.Sortino(known, request.PeriodsPerYear, riskFree),
            ReturnStatistics.Calmar(known, request.PeriodsPerYear),
            ReturnStatistics.MaximumDrawdown(known),
            Risk(RiskMeasure.ConditionalValueAtRisk),
            Risk(RiskMeasure.EntropicValueAtRisk),
            Risk(RiskMeasure.WorstRealisation));
    }

    private static double[][] Correlations(AssetReturns returns)
    {
        int[] assets = [.. Enumerable.Range(0, returns.Names.Length)];
        return [.. assets.Select(a => assets.Select(b => returns.Correlation(a, b)).ToArray())];
    }

    private void Print(AssetReturns returns, PortfolioRow[] rows, double[][] correlations)
    {
        int width = Math.Max("portfolio".Length, returns.Names.Max(static n => n.Length));
        Line($"{"".PadRight(width)} {"return",9} {"volatility",10} {"sharpe",8} {"sortino",8} {"calmar",8} {"drawdown",9} {"cvar",8} {"evar",8} {"worst",8}");
        foreach (PortfolioRow row in rows)
        {
            Line($"{row.Name.PadRight(width)} {row.AnnualReturn,9:F4} {row.AnnualVolatility,10:F4} {row.Sharpe,8:F3} {row.Sortino,8:F3} {row.Calmar,8:F3} {row.MaximumDrawdown,9:F4} {row.ConditionalValueAtRisk,8:F4} {row.EntropicValueAtRisk,8:F4} {row.WorstRealisation,8:F4}");
        }

        Line($"{Environment.NewLine}correlations over {returns.Periods} periods, each pair where both have a return");
        for (int asset = 0; asset < correlations.Length; asset++)
        {
            Line($"{returns.Names[asset].PadRight(width)} {string.Join(' ', correlations[asset].Select(static c => c.ToString("F3", CultureInfo.InvariantCulture).PadLeft(6)))}");
        }
    }

    private void Line(FormattableString text) => terminal.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed record PortfolioRow(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("annualReturn")] double AnnualReturn,
        [property: JsonPropertyName("annualVolatility")] double AnnualVolatility,
        [property: JsonPropertyName("sharpe")] double Sharpe,
        [property: JsonPropertyName("sortino")] double Sortino,
        [property: JsonPropertyName("calmar")] double Calmar,
        [property: JsonPropertyName("maximumDrawdown")] double MaximumDrawdown,
        [property: JsonPropertyName("conditionalValueAtRisk")] double ConditionalValueAtRisk,
        [property: JsonPropertyName("entropicValueAtRisk")] double EntropicValueAtRisk,
        [property: JsonPropertyName("worstRealisation")] double WorstRealisation);
}
