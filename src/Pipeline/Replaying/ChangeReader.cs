using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;
using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Pipeline;

/// <summary>Types changes of facts that are written as source text.</summary>
internal sealed class ChangeReader(BoundProgram program)
{
    private readonly FactBinder _binder = new(program);
    private readonly HashSet<string> _known = [.. program.Predicates.Select(static p => p.Name)];

    /// <summary>Changes of predicates that the program does not have; they are left out.</summary>
    public SortedSet<string> Unknown { get; } = new(StringComparer.Ordinal);

    public List<FactChange> Read(IEnumerable<string> changes, string source, DiagnosticBag diagnostics)
    {
        System.Text.StringBuilder text = new();
        foreach (string change in changes)
        {
            if (_known.Contains(ChangeText.PredicateOf(change)))
            {
                text.Append(change).Append(".\n");
            }
            else
            {
                Unknown.Add(ChangeText.PredicateOf(change));
            }
        }

        ChangeScript script = SyntaxTree.ParseScript(new SourceText(source, text.ToString()));
        diagnostics.AddRange(script.Diagnostics);
        List<FactChange> read = [];
        foreach (ChangeFactSyntax change in script.Entries.OfType<ChangeFactSyntax>())
        {
            if (_binder.TryBind(change.Fact, script.Source, diagnostics, change.IsRetraction, out Fact? fact))
            {
                read.Add(new FactChange(change.IsRetraction ? ChangeKind.Retract : ChangeKind.Assert, fact));
            }
        }

        return read;
    }
}
