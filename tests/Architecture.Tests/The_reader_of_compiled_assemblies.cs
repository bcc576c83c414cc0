using System.Globalization;
using System.Text;

namespace StaffFlows.Architecture.Tests;

/// <summary>The other tests are worth what their reader sees; this is what it must see.</summary>
public sealed class The_reader_of_compiled_assemblies
{
    private static readonly IEnumerable<string> Seen = CompiledAssembly.Of("StaffFlows.Architecture.Tests").Uses
        .Where(use => use.User == typeof(The_reader_of_compiled_assemblies).FullName)
        .Select(use => use.Used)
        .ToHashSet(StringComparer.Ordinal);

    [Theory]
    [InlineData(typeof(StringBuilder), "a local that is only spelled var")]
    [InlineData(typeof(CultureInfo), "a static property in a lambda")]
    [InlineData(typeof(Version), "an argument of a generic method")]
    [InlineData(typeof(NotSupportedException), "a catch clause")]
    [InlineData(typeof(Uri), "an element of an array in a nested type's field")]
    [InlineData(typeof(FactAttribute), "an attribute")]
    public void It_sees(Type used, string where) => Seen.ShouldContain(used.FullName, where);

    [Fact]
    public void It_reads_all_three_assemblies() =>
        CompiledAssembly.Ours.ShouldAllBe(assembly => !assembly.Uses.IsEmpty && !assembly.References.IsEmpty);

    [Fact]
    public void It_can_walk_every_kind_of_body()
    {
        var text = new StringBuilder();
        Func<int, string> write = number => number.ToString(CultureInfo.InvariantCulture);
        try
        {
            text.Append(write(Nested.Places.Length)).Append(Array.Empty<Version>().Length);
        }
        catch (NotSupportedException)
        {
            text.Clear();
        }

        text.ToString().ShouldBe("00");
    }

    private static class Nested
    {
        public static readonly Uri[] Places = [];
    }
}
