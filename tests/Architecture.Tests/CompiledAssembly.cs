using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace StaffFlows.Architecture.Tests;

/// <summary>One type of ours that needs another one; nested types count as the type they stand in.</summary>
internal readonly record struct TypeUse(string User, string Used);

/// <summary>
/// What an assembly uses, read from its metadata and IL. The compiled form knows what source text only hints at: aliases,
/// <c>var</c>, extension methods, global usings and the code that Razor makes. It does not know what the compiler folds
/// away: constants, <c>nameof</c> and doc comments, none of which ties two namespaces together at run time.
/// </summary>
internal sealed class CompiledAssembly
{
    private static readonly Dictionary<string, CompiledAssembly> Read = [];

    private CompiledAssembly(string name)
    {
        using var image = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        var metadata = image.GetMetadataReader();
        References = [.. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))];
        Uses = new UseCollector(image, metadata).Collect();
    }

    public static CompiledAssembly Engine => Of("StaffFlows.Engine");

    public static CompiledAssembly Workflows => Of("StaffFlows.Workflows");

    public static CompiledAssembly Host => Of("StaffFlows.Host");

    public static IEnumerable<CompiledAssembly> Ours => [Engine, Workflows, Host];

    /// <summary>Simple names of the assemblies it was compiled against and really uses.</summary>
    public ImmutableArray<string> References { get; }

    public ImmutableHashSet<TypeUse> Uses { get; }

    /// <summary>Read once per test run.</summary>
    public static CompiledAssembly Of(string name)
    {
        lock (Read)
            return Read.TryGetValue(name, out var known) ? known : Read[name] = new CompiledAssembly(name);
    }
}
