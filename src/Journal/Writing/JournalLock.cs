namespace CryptoScalp.Rules.Journal;

/// <summary>Lets one process write a journal. The lock falls with the process, so a killed writer leaves none behind.</summary>
internal static class JournalLock
{
    internal const string FileName = "journal.lock";

    /// <summary>Creates the directory when needed and takes its lock.</summary>
    public static FileStream Acquire(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(JournalDiagnostics.CannotWrite, fault, directory, fault.Message.TrimEnd('.'));
        }

        string path = Path.Combine(directory, FileName);
        bool existed = File.Exists(path);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException fault) when (existed && fault.GetType() == typeof(IOException))
        {
            // Only a lock held elsewhere makes opening an existing plain file fail with exactly this type.
            throw new JournalException(JournalDiagnostics.InUse, fault, directory);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(JournalDiagnostics.CannotWrite, fault, directory, fault.Message.TrimEnd('.'));
        }
    }
}
