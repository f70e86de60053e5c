using System.Security.Cryptography;
using System.Text;

namespace CryptoScalp.Rules.Semantics;

/// <summary>The hash of a program's meaning: SHA-256 over a canonical text of predicates, rules, facts, params, decide and optimize statements, each sorted.</summary>
/// <remarks>Slots stand for variables and predicates go by name, so comments, layout, names of variables and the order of files and rules do not change it. Tests and documentation are no part of the meaning.</remarks>
internal static class ProgramVersion
{
    public static string Of(BoundProgram program)
    {
        CanonicalText text = new(program);
        IEnumerable<string> lines = program.Predicates.Select(text.Predicate)
            .Concat(program.Rules.Select(text.Rule))
            .Concat(program.Facts.Select(static f => $"fact {f.Fact}"))
            .Concat(program.Params.Select(text.Param))
            .Concat(program.Decides.Select(text.Decide))
            .Concat(program.Optimizes.Select(text.Optimize))
            .Order(StringComparer.Ordinal);
        byte[] bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
