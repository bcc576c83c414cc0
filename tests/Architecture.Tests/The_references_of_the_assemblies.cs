using System.Xml.Linq;

namespace StaffFlows.Architecture.Tests;

public sealed class The_references_of_the_assemblies
{
    [Fact]
    public void The_engine_needs_the_base_library_a_script_and_a_cron_library_and_nothing_else()
    {
        CompiledAssembly.Engine.References.Where(name => !IsBaseLibrary(name) && name is not ("jint" or "NCrontab.Signed")).ShouldBeEmpty();
        DirectReferences("src/Engine/StaffFlows.Engine.csproj").ShouldBe(["Jint", "NCrontab.Signed"]);
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore", "the procedures run in a host, a test or a tool alike")]
    [InlineData("MassTransit", "what leaves the transaction is an outbox row, never a bus")]
    [InlineData("StaffFlows.Host", "the arrow points the other way")]
    [InlineData("StaffFlows.CompiledModels", "they are made of the mappings, and a host hands them in")]
    public void The_procedures_know_no_host(string prefix, string because)
    {
        CompiledAssembly.Workflows.References.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ShouldBeEmpty(because);
        DirectReferences("src/Workflows/StaffFlows.Workflows.csproj")
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .ShouldBeEmpty(because);
    }

    private static bool IsBaseLibrary(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal) || name is "Microsoft.CSharp" or "netstandard" or "mscorlib";

    /// <summary>Packages, frameworks and projects as the project file names them, used or not.</summary>
    private static IEnumerable<string> DirectReferences(string project) =>
        XDocument.Load(new SourceFile(project).FullPath)
            .Descendants()
            .Where(e => e.Name.LocalName is "PackageReference" or "FrameworkReference" or "ProjectReference")
            .Select(e => Path.GetFileNameWithoutExtension((string)e.Attribute("Include")! + "."));
}
