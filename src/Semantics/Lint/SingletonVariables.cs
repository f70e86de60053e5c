namespace CryptoScalp.Rules.Semantics;

/// <summary>A named variable that stands once joins nothing: a misspelt name looks like this. <c>_Name</c> silences it.</summary>
internal static class SingletonVariables
{
    public static void Check(LintContext context)
    {
        foreach (BoundRule rule in context.Rules)
        {
            Check(context, rule);
        }
    }

    private static void Check(LintContext context, BoundRule rule)
    {
        int[] uses = UsesOf(rule);
        foreach (BoundVariable variable in BoundWalk.ExpressionsOf(rule).OfType<BoundVariable>().Where(v => uses[v.Slot] == 1 && rule.Variables[v.Slot][0] != '_'))
        {
            string name = rule.Variables[variable.Slot];
            context.Found.Add(Primitives.Diagnostic.Create(LintDiagnostics.Singleton, variable.Span, name, rule.Id) with
            {
                Help = $"write '_' or '_{name}' when that is meant; otherwise look for a misspelt variable",
            });
        }
    }

    private static int[] UsesOf(BoundRule rule)
    {
        int[] uses = new int[rule.Variables.Length];
        foreach (int slot in BoundWalk.ExpressionsOf(rule).OfType<BoundVariable>().Select(static v => v.Slot).Concat(rule.Transforms.SelectMany(SlotsOf)))
        {
            uses[slot]++;
        }

        return uses;
    }

    /// <summary>Slots that a transform names besides its expressions: keys, and what it binds.</summary>
    private static IEnumerable<int> SlotsOf(BoundTransform transform) => transform switch
    {
        BoundGroup group => group.Keys.Concat(group.Aggregates.Select(static a => a.Slot)),
        BoundLet let => [let.Slot],
        _ => [],
    };
}
