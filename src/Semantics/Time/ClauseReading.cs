using CryptoScalp.Rules.Syntax;

namespace CryptoScalp.Rules.Semantics;

/// <summary>What temporal literals must know of the whole clause before its body is lowered: which variables something reads, and the keys of its group.</summary>
internal sealed class ClauseReading
{
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public ClauseReading(ClauseSyntax clause)
    {
        foreach (SyntaxToken token in clause.Tokens().Where(static t => t.Kind == SyntaxKind.Variable))
        {
            _uses[token.Text] = _uses.GetValueOrDefault(token.Text) + 1;
        }

        foreach (TransformSyntax transform in clause.Transforms)
        {
            IsGrouped |= transform.GroupBy is not null;
            if (transform.GroupBy is ApplicationSyntax group)
            {
                _keys.UnionWith(group.Arguments.OfType<VariableSyntax>().Select(static v => v.Name));
            }
        }
    }

    public bool IsGrouped { get; }

    public bool IsGroupKey(string variable) => _keys.Contains(variable);

    /// <summary>False for a wildcard, and for a variable that stands nowhere else in the clause: its column is not read.</summary>
    /// <remarks>In a grouped rule a named variable is read even so, for it tells substitutions apart.</remarks>
    public bool IsRead(string variable) => variable != "_" && (_uses.GetValueOrDefault(variable) > 1 || (IsGrouped && !variable.StartsWith('_')));
}
