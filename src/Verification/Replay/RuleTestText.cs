using System.Globalization;
using System.Text;
using CryptoScalp.Rules.Primitives;
using CryptoScalp.Rules.Semantics;

namespace CryptoScalp.Rules.Verification;

/// <summary>Writes a counterexample as a rule test that fails as long as the promise is broken.</summary>
public static class RuleTestText
{
    /// <summary>One <c>test</c> item, ending with a line feed. It belongs into a file of the same program.</summary>
    public static string Of(BoundProgram program, BoundInvariant invariant, Counterexample example)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"// Found by 'scalp verify': with these facts '{invariant.Name}' does not hold.\n");
        text.Append(CultureInfo.InvariantCulture, $"test \"{invariant.Name} holds\" {{\n");
        string at = $"at {ValueText.Duration(example.State.At.Nanoseconds - example.State.LeadNs)} ";
        foreach ((string name, Value value) in example.State.Params)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {at}set {name} = {value}.\n");
            at = "";
        }

        foreach (Fact fact in example.State.Facts)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {at}{fact}.\n");
            at = "";
        }

        at = example.State.LeadNs > 0 ? $"at {ValueText.Duration(example.State.At.Nanoseconds)} " : at;
        text.Append(CultureInfo.InvariantCulture, $"    {at}{Expectation(program, invariant, example)}\n}}\n");
        return text.ToString();
    }

    private static string Expectation(BoundProgram program, BoundInvariant invariant, Counterexample example)
    {
        if (DecisionOf(program, invariant.Body) is not null)
        {
            return string.Join("\n    ", example.Decisions.Select(static d => $"expect no {d}."));
        }

        if (DecisionOf(program, invariant.Conclusion) is { } wanted)
        {
            return $"expect {program.Decides[wanted.Predicate - program.Predicates.Length].Name}({string.Join(", ", wanted.Arguments.Select(a => Argument(program, invariant, example, a)))}).";
        }

        IEnumerable<string> literals = invariant.Body.Select(static l => l.Span.Text).Distinct(StringComparer.Ordinal);
        return invariant.Conclusion switch
        {
            [] => $"expect no {string.Join(", ", literals)}.",
            [BoundAtom { IsNegated: false } atom] => $"expect no {string.Join(", ", literals)}, !{atom.Span.Text}.",
            [BoundAtom { IsNegated: true } atom] => $"expect no {string.Join(", ", literals)}, {atom.Span.Text.TrimStart('!')}.",
            _ => $"expect {string.Join(", ", literals.Concat(invariant.Conclusion.Select(static l => l.Span.Text)).Distinct(StringComparer.Ordinal))}.",
        };
    }

    private static BoundAtom? DecisionOf(BoundProgram program, IEnumerable<BoundLiteral> literals) =>
        literals.OfType<BoundAtom>().FirstOrDefault(a => a.Predicate >= program.Predicates.Length);

    private static string Argument(BoundProgram program, BoundInvariant invariant, Counterexample example, BoundExpression argument) => argument switch
    {
        BoundConstant constant => constant.Value.ToString(),
        BoundParameter parameter => program.Params[parameter.Index].Value.ToString(),
        BoundVariable variable => example.Bindings.Where(b => b.Key == invariant.Variables[variable.Slot]).Select(static b => b.Value.ToString()).FirstOrDefault("_"),
        _ => "_",
    };
}
