using System.CommandLine;
using System.Globalization;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp why-not WHAT</c>: why a fact did not hold, or why there was no decision, at a moment of a recorded run; <c>--summary</c> counts over a span.</summary>
internal static class WhyNotCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string?> what = new("WHAT") { Description = "A symbol (BTCUSDT: why no decision?), a decision ('decision(\"BTCUSDT\")'), or a fact or pattern ('veto(\"BTCUSDT\", R)').", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> at = CommonOptions.At();
        Option<bool> summary = new("--summary") { Description = "Count over a span instead: what struck candidates, what kept rules from proposing, and how far it was; of one symbol or of all." };
        Option<string?> from = new("--from") { Description = "With --summary: the start of the span, as --at writes times; default: the start of the run.", HelpName = "WHEN" };
        Option<string?> to = new("--to") { Description = "With --summary: its end; default: the end of the run.", HelpName = "WHEN" };
        Option<int> moments = new("--moments") { Description = $"With --summary: at how many moments, evenly spread, the rules are asked, 1 to {SummaryRequest.MostMoments}.", HelpName = "N", DefaultValueFactory = static _ => new SummaryRequest().Moments };
        QuestionOptions options = new();
        Command command = new("why-not", "Show why something did not happen: each rule that could have led to it, the closest first, and what was in its way.") { what, at, summary, from, to, moments };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            (string? asked, string? when) = (parsed.GetValue(what), parsed.GetValue(at));
            if (parsed.GetValue(summary))
            {
                ListTimes times = new ListTimes(parsed.GetValue(from), parsed.GetValue(to)).Checked();
                (string? symbol, int count) = (SymbolOf(asked, when), MomentsOf(parsed.GetValue(moments)));
                return options.Ask(
                    parsed, terminal, host => host.Summary(symbol, times, count), (folder, form) => new SummaryExplainer(terminal, folder).Explain(symbol, times, count, form));
            }

            RefuseSpan(parsed, from, to, moments);
            string question = asked ?? throw new WrongCallException("say what did not happen: a symbol such as BTCUSDT, or a fact; or count over a span with --summary");
            return options.Ask(parsed, terminal, host => host.WhyNot(question, when), (folder, form) => new WhyNotExplainer(terminal, folder).Explain(question, when, form));
        });
        return command;
    }

    private static string? SymbolOf(string? asked, string? when) =>
        when is not null ? throw new WrongCallException("--summary counts over a span: give --from and --to instead of --at")
        : asked is null || asked.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? asked
        : throw new WrongCallException($"--summary takes a symbol such as BTCUSDT, or nothing for all, not '{asked}'");

    private static int MomentsOf(int moments) => moments is >= 1 and <= SummaryRequest.MostMoments
        ? moments
        : throw new WrongCallException($"--moments is from 1 to {SummaryRequest.MostMoments}, not {moments.ToString(CultureInfo.InvariantCulture)}");

    private static void RefuseSpan(ParseResult parsed, params Option[] spans)
    {
        if (Array.Find(spans, o => parsed.GetResult(o) is { Implicit: false }) is { } given)
        {
            throw new WrongCallException($"{given.Name} belongs to --summary; a single question takes --at");
        }
    }
}
