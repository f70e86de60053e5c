using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Packs;

/// <summary>How the policy puts packs in force where nobody has to.</summary>
public sealed partial class PackKeeper
{
    private void BeginApproval(PackEntry entry)
    {
        entry.ApprovedAt = new EventTime(_yard.At.Nanoseconds + (_policy.ShadowFor.Ticks * 100));
        if (_policy.ShadowFor > TimeSpan.Zero)
        {
            BeginShadow(entry);
        }
    }

    private void BeginShadow(PackEntry entry)
    {
        entry.State = PackState.Shadowing;
        entry.Shadow = new DecisionComparer();
        _yard.Compare(entry.Warm!);
    }

    /// <summary>Asks for packs whose time has come; what is in the way is told, and then somebody has to decide.</summary>
    private void Approve()
    {
        foreach (PackEntry entry in _entries.FindAll(e => e.ApprovedAt is { } at && _yard.At >= at))
        {
            entry.ApprovedAt = null;
            if (entry.IsWarm)
            {
                Approve(entry);
            }
        }
    }

    private void Approve(PackEntry entry)
    {
        if (TooDifferent(entry) is { } different)
        {
            NotApproved(entry, different);
            return;
        }

        try
        {
            Activate(entry.Version, $"{entry.By}, approved by policy", fault =>
            {
                if (fault is not null)
                {
                    NotApproved(entry, fault.Message);
                }
            });
        }
        catch (PackException refused)
        {
            NotApproved(entry, refused.Message);
        }
    }

    private string? TooDifferent(PackEntry entry)
    {
        long most = _policy.MaxDifferences ?? long.MaxValue, replayed = entry.Report!.Decisions.Different, shadowed = entry.Shadow?.Comparison.Different ?? 0;
        return replayed > most ? $"{replayed} decisions of the replay differ, and at most {most} may"
            : shadowed > most ? $"{shadowed} decisions of its shadow differ, and at most {most} may"
            : null;
    }

    private void NotApproved(PackEntry entry, string cause) =>
        Noticed?.Invoke(Diagnostic.Create(PackDiagnostics.NotApproved, null, Short(entry.Version), cause, Short(_active.Version)));
}
