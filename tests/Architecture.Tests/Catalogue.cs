using System.Reflection;
using CryptoScalp.Rules.Primitives;

namespace CryptoScalp.Rules.Architecture.Tests;

/// <summary>All diagnostic descriptors of the product, found by reflection in static classes named <c>…Diagnostics</c>.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<CatalogueEntry> Entries { get; } = [.. Assemblies().SelectMany(EntriesOf).OrderBy(static e => e.Descriptor.Code, StringComparer.Ordinal)];

    /// <summary>One per folder of <c>src</c>.</summary>
    private static IEnumerable<Assembly> Assemblies() =>
        Directory.GetDirectories(Path.Combine(Repository.Root, "src"))
            .Select(static d => Path.GetFileName(d)!)
            .Order(StringComparer.Ordinal)
            .Select(static stage => Assembly.Load(stage == "Cli" ? "scalp" : $"CryptoScalp.Rules.{stage}"));

    private static IEnumerable<CatalogueEntry> EntriesOf(Assembly assembly)
    {
        const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (Type type in assembly.GetTypes().Where(static t => t.Name.EndsWith("Diagnostics", StringComparison.Ordinal)))
        {
            foreach (PropertyInfo property in type.GetProperties(Static).Where(static p => p.PropertyType == typeof(DiagnosticDescriptor)))
            {
                yield return new CatalogueEntry(property.Name, (DiagnosticDescriptor)property.GetValue(null)!);
            }

            foreach (FieldInfo field in type.GetFields(Static).Where(static f => f.FieldType == typeof(DiagnosticDescriptor) && !f.Name.StartsWith('<')))
            {
                yield return new CatalogueEntry(field.Name, (DiagnosticDescriptor)field.GetValue(null)!);
            }
        }
    }
}

/// <summary>A descriptor and what the code calls it.</summary>
internal sealed record CatalogueEntry(string Name, DiagnosticDescriptor Descriptor);
