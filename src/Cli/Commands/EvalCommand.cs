using System.CommandLine;

namespace CryptoScalp.Rules.Cli;

/// <summary><c>scalp eval FILE.rules […]</c>: evaluates any program on facts from files, a script, or its own text.</summary>
internal static class EvalCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> file = new("FILE.rules") { Description = "The program: a file, or a folder of them." };
        Option<string?> facts = new("--facts") { Description = "A folder of PREDICATE.csv, .tsv or .facts files, without header rows.", HelpName = "DIR" };
        Option<string?> script = new("--script") { Description = "Apply the transactions of a change script and print what each derived.", HelpName = "FILE" };
        Option<string?> query = new("--query") { Description = "Print only what matches, for example 'path(/a, X), X > 3'.", HelpName = "QUERY" };
        Option<string?> output = new("--out") { Description = "Write each derived relation to DIR/PREDICATE.facts (tabs) instead of printing.", HelpName = "DIR" };
        Option<string> engine = new("--engine") { Description = "Which evaluator: incremental, or reference (from scratch; both derive the same).", HelpName = "NAME", DefaultValueFactory = static _ => "incremental" };
        Option<bool> proofs = new("--proofs") { Description = "Print the proof of minimal height under each fact." };
        Option<long> budget = new("--budget") { Description = "The most facts that one transaction may create.", HelpName = "N", DefaultValueFactory = static _ => 10_000_000 };
        Option<bool> strict = CommonOptions.Strict();
        Option<bool> json = CommonOptions.Json();
        Option<bool> timings = CommonOptions.Timings();
        Command command = new("eval", "Evaluate a program and print every derived fact, sorted.") { file, facts, script, query, output, engine, proofs, budget, strict, json, timings };
        command.SetAction(parsed => new EvalRun(terminal, new EvalRequest(
            parsed.GetValue(file)!, parsed.GetValue(facts), parsed.GetValue(script), parsed.GetValue(query), parsed.GetValue(output),
            parsed.GetValue(engine)!, parsed.GetValue(proofs), parsed.GetValue(budget), parsed.GetValue(strict), parsed.GetValue(json), parsed.GetValue(timings))).Run());
        return command;
    }
}
