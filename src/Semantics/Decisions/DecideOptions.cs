using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Finds a predicate by the name written at a place; reports when there is none.</summary>
internal delegate PredicateSymbol? PredicateFinder(ProgramFile file, string name, SourceSpan span);

/// <summary>Reads <c>[key([Sym]), veto(veto, except: [/exit]), require(require, for: {/entry: [/timeframes]}), cap(cap), cooldown(250ms), classes([/exit, /entry])]</c>.</summary>
internal sealed class DecideOptions(BindingContext context, ProgramFile file, ImmutableArray<string> columns)
{
    private static readonly string[] Known = ["cap", "classes", "cooldown", "key", "require", "veto"];
    private PredicateFinder _find = static (_, _, _) => null;

    public DraftDecide Apply(DraftDecide draft, AtomBlockSyntax? options, PredicateFinder find)
    {
        _find = find;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (TermSyntax term in options?.Atoms ?? SeparatedList<TermSyntax>.Empty)
        {
            SourceSpan span = file.Tree.SpanOf(term);
            if (term is not ApplicationSyntax option)
            {
                context.ReportUnknown(DecisionDiagnostics.UnknownOption, span, span.Text, Known);
            }
            else if (!seen.Add(option.Name))
            {
                context.Report(DecisionDiagnostics.BadDecide, span, $"'{option.Name}' is given twice; one option names all, as in {option.Name}({Example(option.Name)})");
            }
            else
            {
                draft = Apply(draft, option, span);
            }
        }

        return draft;
    }

    private static string Example(string option) => option switch
    {
        "key" => "[Venue, Sym]",
        "classes" => "[/exit, /entry]",
        "cooldown" => "250ms",
        "veto" => "halted, volatile",
        "cap" => "order_cap, position_cap",
        _ => "require, for: {/entry: [/trend, /volume]}",
    };

    private DraftDecide Apply(DraftDecide draft, ApplicationSyntax option, SourceSpan span)
    {
        switch (option.Name)
        {
            case "key": return draft with { Key = Key(option, span) };
            case "veto": return draft with { Vetoes = Predicates(option), VetoExcept = Names(option, "except") ?? [] };
            case "cap": return draft with { Caps = Predicates(option), CapExcept = Names(option, "except") ?? [] };
            case "classes": return draft with { Classes = List(Only(option), span, "classes([/exit, /entry]) lists names") };
            case "cooldown": return draft with { CooldownNs = Duration(option, span), CooldownExcept = Names(option, "except") ?? ["/exit"] };
            case "require":
                return draft with
                {
                    Require = Predicates(option).FirstOrDefault(),
                    RequiredFor = For(option),
                    RequireExcept = Names(option, "except") ?? ["/exit"],
                    RequireSpan = span,
                };
            default:
                context.ReportUnknown(DecisionDiagnostics.UnknownOption, span, option.Name, Known);
                return draft;
        }
    }

    private ImmutableArray<int> Key(ApplicationSyntax option, SourceSpan span)
    {
        IEnumerable<TermSyntax> terms = Only(option) is ListSyntax list ? list.Items : Positional(option);
        ImmutableArray<int> key = [.. terms.Select(t => t is VariableSyntax v ? columns.IndexOf(v.Name) : -1)];
        if (key.IsEmpty || key.Contains(-1) || key.Distinct().Count() != key.Length)
        {
            context.Report(DecisionDiagnostics.BadDecide, span, $"'key' takes columns of the decision, each once: {string.Join(", ", columns)}");
            return [0];
        }

        return [.. key.Order()];
    }

    private ImmutableArray<PredicateSymbol> Predicates(ApplicationSyntax option)
    {
        ImmutableArray<PredicateSymbol>.Builder found = ImmutableArray.CreateBuilder<PredicateSymbol>();
        foreach (TermSyntax term in Positional(option))
        {
            SourceSpan span = file.Tree.SpanOf(term);
            if (term is not IdentifierTermSyntax word)
            {
                context.Report(DecisionDiagnostics.BadDecide, span, $"'{option.Name}' takes names of predicates, not '{span.Text}'");
            }
            else if (_find(file, word.Name, span) is { } symbol)
            {
                found.Add(symbol);
            }
        }

        if (!Positional(option).Any())
        {
            context.Report(DecisionDiagnostics.BadDecide, file.Tree.SpanOf(option), $"'{option.Name}' needs the name of a predicate");
        }

        return found.ToImmutable();
    }

    private long Duration(ApplicationSyntax option, SourceSpan span)
    {
        if (Only(option) is LiteralTermSyntax { Token: { Kind: SyntaxKind.Duration } token } && LiteralReader.TryDurationNs(token.Text, out long nanoseconds)
            && nanoseconds >= 0)
        {
            return nanoseconds;
        }

        context.Report(DecisionDiagnostics.BadDecide, span, "'cooldown' takes a duration, as in cooldown(250ms)");
        return 0;
    }

    /// <summary><c>for: {/entry: [/timeframes]}</c>.</summary>
    private ImmutableSortedDictionary<string, ImmutableArray<string>>? For(ApplicationSyntax option)
    {
        if (Argument(option, "for") is not { } value)
        {
            return null;
        }

        SourceSpan span = file.Tree.SpanOf(value);
        const string wanted = "'for' gives requirements by class, as in for: {/entry: [/timeframes]}";
        SortedDictionary<string, ImmutableArray<string>> map = new(StringComparer.Ordinal);
        if (value is not StructSyntax structure)
        {
            context.Report(DecisionDiagnostics.BadDecide, span, wanted);
            return ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;
        }

        foreach (EntrySyntax entry in structure.Fields)
        {
            if (NameOf(entry.Key) is { } name)
            {
                map[name] = List(entry.Value, span, wanted);
            }
        }

        return map.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private ImmutableArray<string>? Names(ApplicationSyntax option, string argument) =>
        Argument(option, argument) is { } value
            ? List(value, file.Tree.SpanOf(value), $"'{argument}' lists classes, as in {argument}: [/exit]")
            : null;

    private ImmutableArray<string> List(TermSyntax? term, SourceSpan span, string wanted)
    {
        if (term is ListSyntax list && list.Items.All(static i => NameOf(i) is not null))
        {
            return [.. list.Items.Select(static i => NameOf(i)!)];
        }

        context.Report(DecisionDiagnostics.BadDecide, span, wanted);
        return [];
    }

    private TermSyntax? Argument(ApplicationSyntax option, string name)
    {
        foreach (NamedArgumentSyntax unknown in option.Arguments.OfType<NamedArgumentSyntax>().Where(static n => n.Name is not ("except" or "for")))
        {
            context.ReportUnknown(DecisionDiagnostics.UnknownOption, file.Tree.SpanOf(unknown), unknown.Name, ["except", "for"]);
        }

        return option.Arguments.OfType<NamedArgumentSyntax>().FirstOrDefault(n => n.Name == name)?.Value;
    }

    private static IEnumerable<TermSyntax> Positional(ApplicationSyntax option) => option.Arguments.Where(static a => a is not NamedArgumentSyntax);

    private static TermSyntax? Only(ApplicationSyntax option) => Positional(option).Take(2).ToList() is [var only] ? only : null;

    private static string? NameOf(TermSyntax term) => term is LiteralTermSyntax { Token: { Kind: SyntaxKind.NameConstant } token } ? token.Text : null;
}
