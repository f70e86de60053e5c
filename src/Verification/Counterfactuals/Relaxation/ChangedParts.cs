namespace CryptoScalp.Rules.Verification;

/// <summary>Which choices and numbers of a branch changed since its open needs were looked at.</summary>
internal sealed class ChangedParts(int choices, int numbers)
{
    private bool[] _choices = new bool[choices];
    private bool[] _numbers = new bool[numbers];
    private bool _any;

    public void Choice(int choice) => _any = _choices[choice] = true;

    public void Number(int number) => _any = _numbers[number] = true;

    /// <summary>What changed, to look at; from here on what changes anew is noted. Null when nothing did.</summary>
    public Func<AnyNeed, bool>? Take()
    {
        if (!_any)
        {
            return null;
        }

        (bool[] choices, bool[] numbers) = (_choices, _numbers);
        (_choices, _numbers, _any) = (new bool[choices.Length], new bool[numbers.Length], false);
        return need => need.Mentions.Meet(choices, numbers);
    }
}
