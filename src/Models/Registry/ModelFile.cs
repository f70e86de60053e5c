using System.Security.Cryptography;

namespace CryptoScalp.Rules.Models;

/// <summary>A file that is read only as the one that was registered.</summary>
/// <param name="Name">File name, without a folder.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record ModelFile(string Name, string Sha256)
{
    /// <summary>The largest file that is read: 256 MB.</summary>
    public const long LargestBytes = 256L << 20;

    /// <summary>The file's bytes, once their hash is right.</summary>
    /// <exception cref="ModelException">CSR6204: not there; CSR6205: another file.</exception>
    public byte[] Read(string folder, string owner)
    {
        string path = Path.Combine(folder, Name);
        byte[] bytes = ReadAll(path, owner);
        string actual = HashOf(bytes);
        return actual == Sha256 ? bytes : throw new ModelException(ModelDiagnostics.WrongHash, null, path, actual, Sha256);
    }

    /// <summary>Lower-case hexadecimal.</summary>
    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private byte[] ReadAll(string path, string owner)
    {
        try
        {
            return new FileInfo(path).Length <= LargestBytes ? File.ReadAllBytes(path) : throw new IOException($"it is longer than {LargestBytes} bytes");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(ModelDiagnostics.FileMissing, e, path, owner, e.Message);
        }
    }
}
