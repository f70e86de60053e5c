using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Facts from outside a program: a folder of fact files and a change script, read once, typed after the program is bound.</summary>
public sealed class GivenFacts
{
    private readonly IReadOnlyList<FactFile> _files;
    private readonly ChangeScript? _script;

    private GivenFacts(IReadOnlyList<FactFile> files, ChangeScript? script)
    {
        _files = files;
        _script = script;
    }

    public bool HasScript => _script is not null;

    /// <summary>Neither a fact file nor a script.</summary>
    public bool IsEmpty => _files.Count == 0 && _script is null;

    /// <summary>What the facts look like, for typing undeclared columns.</summary>
    public IReadOnlyList<ExternalRelation> Evidence()
    {
        EvidenceCollector evidence = new();
        foreach (FactFile file in _files)
        {
            evidence.Add(file);
        }

        foreach (ChangeFactSyntax change in _script?.Entries.OfType<ChangeFactSyntax>() ?? [])
        {
            if (!change.IsRetraction && change.Fact is ApplicationSyntax fact)
            {
                evidence.Add(fact, _script!.Source);
            }
        }

        return evidence.ToRelations();
    }

    /// <summary>Reads a folder and a script; either may be null. Every fault is reported.</summary>
    public static GivenFacts Read(string? folder, string? script, DiagnosticBag diagnostics)
    {
        IReadOnlyList<FactFile> files = folder is null ? [] : FactDirectory.Read(folder, diagnostics);
        SourceText? text = script is null ? null : RuleSources.TryRead(script, diagnostics);
        ChangeScript? parsed = text is null ? null : SyntaxTree.ParseScript(text);
        diagnostics.AddRange(parsed?.Diagnostics ?? []);
        return new GivenFacts(files, parsed);
    }

    /// <summary>Types the fact files by the program's columns. Faults are reported with file and line.</summary>
    public IReadOnlyList<Fact> BindFiles(BoundProgram program, DiagnosticBag diagnostics)
    {
        List<Fact> facts = [];
        foreach (FactFile file in _files)
        {
            BoundPredicate? predicate = program.FindPredicate(file.Predicate);
            if (predicate is not null)
            {
                new FactFileBinder(predicate, file, diagnostics).AddTo(facts);
            }

            if (predicate is null || !program.Mentions(predicate))
            {
                diagnostics.Add(Diagnostic.Create(PipelineDiagnostics.UnusedFactFile, null, file.Source.Path, file.Predicate) with { Help = program.Suggestion(file.Predicate) });
            }
        }

        return facts;
    }

    /// <summary>Types the script by the program's columns and cuts it into transactions.</summary>
    public IReadOnlyList<ScriptTransaction> BindScript(BoundProgram program, DiagnosticBag diagnostics) =>
        _script is null ? [] : new ScriptBinder(program, _script, diagnostics).Bind();
}
