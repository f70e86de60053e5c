using System.Text;
using CryptoScalp.Rules.Journal;
using CryptoScalp.Rules.Models;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Pipeline.Tests;

/// <summary>Models that a journal names are those of the registry, file by file.</summary>
public sealed class SourceAuditTests : IDisposable
{
    private static readonly string _registry = Checkout.PathOf("models");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_version_of_the_registry_whose_files_are_whole_is_right()
    {
        Name(ModelRegistry.Load(_registry).Find("/second").ActiveVersion!.Id);

        SourceReport report = SourceAudit.Of(_folder["journal"], [], _registry);

        Assert.True(report.FaultCount == 0, string.Join('\n', report.Faults));
        Assert.Equal((1, 0), (report.Models, report.ModelsUnseen));
    }

    [Fact]
    public void A_version_that_nobody_registered_is_found()
    {
        Name("0123456789ab");

        SourceReport report = SourceAudit.Of(_folder["journal"], [], _registry);

        Assert.Contains("0123456789ab", Assert.Single(report.Faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_model_that_was_exchanged_is_found()
    {
        RegistryVersion version = ModelRegistry.Load(_registry).Find("/second").ActiveVersion!;
        Name(version.Id);
        string copy = _folder["models"];
        foreach (string file in Directory.EnumerateFiles(_registry, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(_registry, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        string model = Directory.EnumerateFiles(Path.Combine(copy, version.Folder), "*.onnx").Order(StringComparer.Ordinal).First();
        byte[] bytes = File.ReadAllBytes(model);
        bytes[^1] ^= 1;
        File.WriteAllBytes(model, bytes);

        Assert.Contains(Path.GetFileName(model), Assert.Single(SourceAudit.Of(_folder["journal"], [], copy).Faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_registry_versions_are_counted_not_believed()
    {
        Name("0123456789ab");

        Assert.Equal((0, 1, 0L), SourceAudit.Of(_folder["journal"], [], null) is var report ? (report.Models, report.ModelsUnseen, report.FaultCount) : default);
    }

    private void Name(string version)
    {
        string payload = $$"""{"changes":["+model_score(/second, \"BTCUSDT\", 0.5)"],"origins":[["model /second/{{version}}, feature row 7, frame 9 of sim:7",1]]}""";
        using JournalWriter writer = JournalWriter.Open(_folder["journal"]);
        writer.Append(JournalRecordType.FactChanges, 1, new EventTime(5), Encoding.UTF8.GetBytes(payload));
        writer.Flush(durable: false);
    }
}
