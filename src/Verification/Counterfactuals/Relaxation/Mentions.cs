using System.Collections.Immutable;

namespace CryptoScalp.Rules.Verification;

/// <summary>The choices and numbers that needs speak of.</summary>
internal sealed record Mentions(ImmutableArray<int> Choices, ImmutableArray<int> Numbers)
{
    public static Mentions Of(IEnumerable<Need> needs)
    {
        SortedSet<int> choices = [], numbers = [];
        foreach (Need need in needs)
        {
            Add(need, choices, numbers);
        }

        return new Mentions([.. choices], [.. numbers]);
    }

    /// <summary>True when one of them is marked.</summary>
    public bool Meet(bool[] choices, bool[] numbers)
    {
        foreach (int choice in Choices)
        {
            if (choices[choice])
            {
                return true;
            }
        }

        foreach (int number in Numbers)
        {
            if (numbers[number])
            {
                return true;
            }
        }

        return false;
    }

    private static void Add(Need need, SortedSet<int> choices, SortedSet<int> numbers)
    {
        switch (need)
        {
            case ChoiceNeed choice:
                choices.Add(choice.Choice);
                break;
            case SumNeed sum:
                numbers.UnionWith(sum.Sum.Terms.Select(static t => t.Number));
                break;
            case EqualNeed equal:
                numbers.UnionWith(equal.Sum.Terms.Select(static t => t.Number));
                break;
            case AllNeed all:
                foreach (Need part in all.Parts)
                {
                    Add(part, choices, numbers);
                }

                break;
            case AnyNeed any:
                choices.UnionWith(any.Mentions.Choices);
                numbers.UnionWith(any.Mentions.Numbers);
                break;
            default:
                break; // what is settled depends on nothing
        }
    }
}
