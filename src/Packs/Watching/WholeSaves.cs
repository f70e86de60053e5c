namespace CryptoScalp.Rules.Packs;

/// <summary>Tells when what is being saved has been saved: nothing has changed for a while, and for a longer while where something is missing. No clock of its own.</summary>
/// <remarks>
/// Editors save in different ways: they write into the file, empty it first, delete it and write it again, or write beside it and rename. All of these leave it as it is
/// in the end; none of them leaves a file empty or away for long. So does whoever copies many files one after the other.
/// </remarks>
/// <param name="quiet">How long nothing may have changed.</param>
/// <param name="patience">How long, where a file is empty or no longer there.</param>
internal sealed class WholeSaves(TimeSpan quiet, TimeSpan patience)
{
    private FolderState? _seen;
    private FolderState? _taken;
    private FolderState? _before;
    private TimeSpan _since;

    /// <summary>True when a state other than the one that was taken last has stood long enough; it is taken then.</summary>
    /// <param name="state">As it is now.</param>
    /// <param name="now">Time on any scale that does not go back.</param>
    public bool IsWhole(FolderState state, TimeSpan now)
    {
        if (_seen is null || !state.IsSame(_seen))
        {
            (_seen, _since) = (state, now);
        }

        if (_taken is not null && state.IsSame(_taken))
        {
            return false;
        }

        bool isMissing = state.Problem is not null || state.HasEmptyFile || (_taken is not null && state.Lacks(_taken));
        if (now - _since < (isMissing ? patience : quiet))
        {
            return false;
        }

        (_before, _taken) = (_taken, state);
        return true;
    }

    /// <summary>True when what was taken last has stood for so long that it counts as whole whatever it looks like.</summary>
    public bool HasStoodLong(TimeSpan now) => now - _since >= patience;

    /// <summary>What was taken last does not look whole: it is taken again when it goes on standing, and is not forgotten to have been something else before.</summary>
    public void NotYet() => _taken = _before;

    /// <summary>What was taken has not been read as it stood: it is looked at again from now on.</summary>
    public void Again(TimeSpan now) => (_taken, _since) = (null, now);
}
