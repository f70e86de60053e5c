using System.Collections.Immutable;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>Reads <c>descr […]</c> of one declaration.</summary>
internal sealed class DescriptorBinder(BindingContext context, SyntaxTree tree, PredicateSymbol symbol)
{
    /// <summary>Those that are documentation or a promise to other tools are accepted as they stand.</summary>
    private static readonly ImmutableArray<string> Known =
    [
        "arg", "call", "deferred", "desugared", "doc", "extensional", "external", "fundep", "key", "lateness", "limit", "merge", "mode", "name",
        "private", "public", "reflects", "synthetic", "tag", "temporal", "ttl", "unit",
    ];

    public void Bind(AtomBlockSyntax? block)
    {
        foreach (TermSyntax term in block?.Atoms ?? SeparatedList<TermSyntax>.Empty)
        {
            if (term is ApplicationSyntax descriptor)
            {
                Bind(descriptor);
            }
            else
            {
                Unknown(term, tree.SpanOf(term).Text);
            }
        }
    }

    private void Bind(ApplicationSyntax descriptor)
    {
        SourceSpan span = tree.SpanOf(descriptor);
        switch (descriptor.Name)
        {
            case "extensional" or "external":
                symbol.IsExtensional = true;
                break;
            case "key":
                Key(descriptor, span);
                break;
            case "call":
                symbol.Calls = Indexes(descriptor, span);
                break;
            case "unit":
                Unit(descriptor, span);
                break;
            case "deferred":
                symbol.IsDeferred = true;
                break;
            case "merge":
                Merge(descriptor, span);
                break;
            case "tag":
                Tag(descriptor, span);
                break;
            case "limit":
                new PromiseBinder(context, symbol).Limit(descriptor, span);
                break;
            case "fundep":
                new PromiseBinder(context, symbol).Fundep(descriptor, span);
                break;
            case "ttl":
                symbol.TtlNs = Duration(descriptor, span, allowsZero: false);
                symbol.TtlSpan = span;
                break;
            case "lateness":
                symbol.LatenessNs = Duration(descriptor, span, allowsZero: true);
                symbol.TtlSpan ??= span;
                break;
            case "mode":
                symbol.IsCalledWithArguments |= descriptor.Arguments.Any(static a => a is LiteralTermSyntax { Token: { Kind: SyntaxKind.String } token } && QuotedText.DecodeString(token.Text) == "+");
                break;
            case "doc" when Text(descriptor) is { Length: > 0 } text:
                symbol.Doc = text;
                break;
            case var name when !Known.Contains(name):
                Unknown(descriptor.NameToken, name);
                break;
            default:
                break;
        }
    }

    private void Key(ApplicationSyntax descriptor, SourceSpan span)
    {
        ImmutableArray<int> indexes = Indexes(descriptor, span);
        if (indexes.Length > 0)
        {
            symbol.Key = indexes;
            symbol.KeySpan = span;
        }
    }

    /// <summary><c>unit([Bps], /bps)</c>: what the numbers of some columns count.</summary>
    private void Unit(ApplicationSyntax descriptor, SourceSpan span)
    {
        if (descriptor.Arguments is not [ListSyntax list, LiteralTermSyntax { Token: { Kind: SyntaxKind.NameConstant } unit }])
        {
            context.Report(NameDiagnostics.BadDescriptor, span, "unit", $"a list of columns of '{symbol.Name}' and what they count, as in unit([{symbol.Columns.LastOrDefault() ?? "Bps"}], /bps)");
            return;
        }

        foreach (int column in Indexes(list.Items, descriptor.Name, span))
        {
            symbol.Units = symbol.Units.SetItem(column, unit.Text);
        }
    }

    /// <summary>Columns listed in a descriptor, ascending; none, with a diagnostic, when they are not columns, each once.</summary>
    private ImmutableArray<int> Indexes(ApplicationSyntax descriptor, SourceSpan span) =>
        Indexes(descriptor.Arguments is [ListSyntax list] ? list.Items : descriptor.Arguments, descriptor.Name, span);

    private ImmutableArray<int> Indexes(IReadOnlyList<TermSyntax> columns, string name, SourceSpan span)
    {
        ImmutableArray<int> indexes = [.. columns.Select(c => c is VariableSyntax v ? symbol.Columns.IndexOf(v.Name) : -1)];
        bool fine = indexes.Length > 0 && !indexes.Contains(-1) && indexes.Distinct().Count() == indexes.Length;
        if (!fine)
        {
            context.Diagnostics.Add(Diagnostic.Create(NameDiagnostics.BadDescriptor, span, name, $"columns of '{symbol.Name}', each once, as in {name}([{symbol.Columns.FirstOrDefault() ?? "Sym"}])") with
            {
                Help = $"the columns are {string.Join(", ", symbol.Columns)}",
            });
            return [];
        }

        return [.. indexes.Order()];
    }

    private void Merge(ApplicationSyntax descriptor, SourceSpan span)
    {
        if (descriptor.Arguments is [ListSyntax { Items: [VariableSyntax column] }, LiteralTermSyntax { Token: { Kind: SyntaxKind.String } token }]
            && symbol.Columns.IndexOf(column.Name) is >= 0 and int index)
        {
            (symbol.MergeColumn, symbol.MergeName, symbol.MergeSpan) = (index, QuotedText.DecodeString(token.Text), span);
            return;
        }

        context.Report(NameDiagnostics.BadDescriptor, span, "merge", $"one column of '{symbol.Name}' and what merges its values, as in merge([{symbol.Columns.LastOrDefault() ?? "P"}], \"min2\")");
    }

    /// <summary><c>tag(/maxmin)</c>, <c>tag(/topk(3))</c>, also written <c>tag(/topk, 3)</c>; a last argument may name the column, which is the last one otherwise.</summary>
    private void Tag(ApplicationSyntax descriptor, SourceSpan span)
    {
        List<TermSyntax> arguments = [.. descriptor.Arguments];
        int column = arguments is [.., VariableSyntax named] ? symbol.Columns.IndexOf(named.Name) : symbol.Arity - 1;
        string words = string.Join(' ', arguments.Where(static a => a is not VariableSyntax).Select(a => tree.SpanOf(a).Text.Replace(" ", "", StringComparison.Ordinal)));
        BoundTag? tag = words switch
        {
            "/maxmin" => new BoundTag(TagKind.MaxMin, column, 0),
            "/noisyor" => new BoundTag(TagKind.NoisyOr, column, 0),
            ['/', 't', 'o', 'p', 'k', ' ', >= '1' and <= '8' and var proofs] => new BoundTag(TagKind.TopK, column, proofs - '0'),
            ['/', 't', 'o', 'p', 'k', '(', >= '1' and <= '8' and var proofs, ')'] => new BoundTag(TagKind.TopK, column, proofs - '0'),
            _ => null,
        };
        (symbol.Tag, symbol.TagSpan) = (tag, span);
        if (column < 0 || (tag is null && words != "/bool"))
        {
            context.Report(NameDiagnostics.BadDescriptor, span, "tag", "/bool, /maxmin, /noisyor or /topk(N) with N from 1 to 8, and the column of the certainty when it is not the last, as in tag(/maxmin, C)");
        }
    }

    private long? Duration(ApplicationSyntax descriptor, SourceSpan span, bool allowsZero)
    {
        long? value = descriptor.Arguments is [var only] ? DurationReader.Nanoseconds(only) : null;
        if (value is null || (value == 0 && !allowsZero))
        {
            string wanted = allowsZero ? "a constant duration, as in lateness(50ms)" : "a constant duration above 0s, as in ttl(2s)";
            context.Report(NameDiagnostics.BadDescriptor, span, descriptor.Name, wanted);
            symbol.IsRefused = true;
            return null;
        }

        return value;
    }

    private static string? Text(ApplicationSyntax descriptor) =>
        descriptor.Arguments is [LiteralTermSyntax { Token: { Kind: SyntaxKind.String } token }, ..] ? QuotedText.DecodeString(token.Text) : null;

    private void Unknown(ISyntaxElement element, string name) =>
        context.ReportUnknown(NameDiagnostics.UnknownDescriptor, tree.SpanOf(element), name, Known);
}
