namespace CryptoScalp.Rules.Engine;

/// <summary>The groups of one rule: which head rows they contribute, brought up to date when members come and go.</summary>
internal abstract class GroupMaintainer(RuleRunner rule)
{
    public RuleRunner Rule { get; } = rule;

    /// <summary>Substitutions of the body: what the budget counts.</summary>
    public long Members { get; protected set; }

    /// <summary>Rows of the head's relation that the groups contribute, as of the last <see cref="TryRebuild"/>; one that several contribute comes several times.</summary>
    public abstract ReadOnlySpan<int> Rows { get; }

    public static GroupMaintainer Of(RuleRunner rule, ITimeSource times) =>
        rule.Rule.HasCountedMembers ? new CountedGroups(rule, times) : new RecomputedGroups(rule, times);

    /// <summary>Brings the groups whose members changed up to date.</summary>
    public abstract void ApplyChanges();

    /// <summary>Computes every group anew; contributions of before no longer count (the caller has reset them). False when the budget is spent.</summary>
    public abstract bool TryRebuild(Budget budget);

    public abstract void Commit();

    /// <summary>Relations show the state before again.</summary>
    public abstract void RollBack();

    /// <summary>Adds or takes back a derivation of a head row.</summary>
    public void Contribute(int row, int sign)
    {
        Rule.Target.AddSupport(row, sign);
        Rule.Log(sign, row);
    }
}
