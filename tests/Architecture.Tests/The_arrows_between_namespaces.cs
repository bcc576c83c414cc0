namespace StaffFlows.Architecture.Tests;

/// <summary>The big boundaries are assemblies and held by the compiler; these are the ones inside them.</summary>
public sealed class The_arrows_between_namespaces
{
    public static TheoryData<string> Areas => [.. Arrows.MayUse.Keys];

    public static TheoryData<string> Libraries => [.. Arrows.Libraries.Keys];

    public static TheoryData<string> Faces => [.. Arrows.Faces];

    public static TheoryData<string> Shared => [.. Arrows.Shared];

    private static IEnumerable<TypeUse> AllUses => CompiledAssembly.Ours.SelectMany(a => a.Uses);

    [Theory, MemberData(nameof(Areas))]
    public void An_area_uses_only_what_its_arrows_reach(string area) =>
        AllUses
            .Where(use => Arrows.AreaOf(use.User) == area && !Arrows.Allow(area, use.Used))
            .ShouldBeEmpty();

    [Fact]
    public void A_new_namespace_gets_its_arrows_before_its_first_type() =>
        AllUses
            .Select(use => use.User)
            .Where(type => Arrows.AreaOf(type) is { } area && IsRoot(area) && type[..type.LastIndexOf('.')] != area)
            .Distinct()
            .ShouldBeEmpty("add the namespace to Arrows.MayUse, and an ADR where it moves a boundary");

    [Theory, MemberData(nameof(Libraries))]
    public void A_library_stays_where_it_is_wrapped(string library) =>
        AllUses
            .Where(use => Arrows.Holds(library, use.Used) && Arrows.Holds("StaffFlows", use.User))
            .Where(use => !Arrows.Libraries[library].Any(area => Arrows.Holds(area, use.User)))
            .ShouldBeEmpty();

    [Theory, MemberData(nameof(Faces))]
    public void A_face_of_the_host_does_not_know_the_other_faces(string face) =>
        AllUses
            .Where(use => Arrows.Holds(face, use.User))
            .Where(use => Arrows.Faces.Any(other => other != face && Arrows.Holds(other, use.Used)))
            .ShouldBeEmpty();

    [Theory, MemberData(nameof(Shared))]
    public void What_the_faces_share_knows_neither_them_nor_the_store(string shared) =>
        AllUses
            .Where(use => Arrows.Holds(shared, use.User))
            .Where(use => Arrows.Faces.Append("StaffFlows.Workflows.Persistence").Any(area => Arrows.Holds(area, use.Used)))
            .ShouldBeEmpty();

    private static bool IsRoot(string area) => area.Count(c => c == '.') == 1;
}
