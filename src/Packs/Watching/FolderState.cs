using System.Collections.Immutable;
using CryptoScalp.Rules.Pipeline;

namespace CryptoScalp.Rules.Packs;

/// <summary>The rule files below some paths at one moment, by what tells a save: name, length, time of the last write. Contents are not read.</summary>
/// <param name="Files">Sorted by path.</param>
/// <param name="Problem">Why nothing can be seen, in words; null when it can.</param>
internal sealed record FolderState(ImmutableArray<FileMark> Files, string? Problem)
{
    /// <summary>More files than this are no pack; looking at them ten times a second would cost more than it is worth.</summary>
    public const int MaxFiles = 1_000;

    /// <summary>True when a file is there and has nothing in it: many editors empty a file before they write it.</summary>
    public bool HasEmptyFile => Files.Any(static f => f.Length == 0);

    /// <summary>Looks; never throws: files come and go while it does.</summary>
    public static FolderState Of(IReadOnlyList<string> paths)
    {
        try
        {
            if (paths.FirstOrDefault(static p => !Path.Exists(p)) is { } gone)
            {
                return new FolderState([], $"'{gone}' is not there");
            }

            ImmutableArray<FileMark>.Builder files = ImmutableArray.CreateBuilder<FileMark>();
            foreach (string path in RuleSources.Files(paths))
            {
                if (files.Count == MaxFiles)
                {
                    return new FolderState([], $"there are more than {MaxFiles} rule files");
                }

                FileInfo file = new(path);
                files.Add(file.Exists ? new FileMark(path, file.Length, file.LastWriteTimeUtc.Ticks) : new FileMark(path, -1, 0));
            }

            return files.Count == 0 ? new FolderState([], "there is no rule file") : new FolderState(files.ToImmutable(), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FolderState([], e.Message);
        }
    }

    /// <summary>True when the same files are seen, and each as it was.</summary>
    public bool IsSame(FolderState other) => Problem == other.Problem && Files.AsSpan().SequenceEqual(other.Files.AsSpan());

    /// <summary>True when a file of another state is not there any more.</summary>
    public bool Lacks(FolderState other) => other.Files.Any(theirs => !Files.Any(own => own.Path == theirs.Path && own.Length >= 0));
}

/// <summary>What tells a save of a file.</summary>
/// <param name="Path">As it was found.</param>
/// <param name="Length">In bytes; -1 for one that went while it was looked at.</param>
/// <param name="WrittenAt">Time of the last write, in 100 ns.</param>
internal readonly record struct FileMark(string Path, long Length, long WrittenAt);
