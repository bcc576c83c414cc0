using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Persistence.Contract.Providers;

namespace StaffFlows.Persistence.Contract.SqlServer;

/// <summary>The check itself can fail.</summary>
public sealed class When_a_query_is_translated_twice(SqliteProvider provider) : IClassFixture<SqliteProvider>
{
    [Fact]
    public async Task What_is_asked_of_SQLite_is_put_to_SQL_Server_too()
    {
        var before = SecondTranslation.Count;
        await using var db = provider.Read();

        await db.Cases.Where(c => c.Title.Contains("年休假") && c.CreatedAt > Bursts.Monday).OrderBy(c => c.Id).Take(3).ToListAsync();

        SecondTranslation.Count.ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task What_only_SQLite_can_answer_fails_where_it_is_asked()
    {
        await using var db = provider.Read();

        await Should.ThrowAsync<InvalidOperationException>(() => db.Cases.Where(c => EF.Functions.Glob(c.Title, "年*")).ToListAsync());
    }

    [Theory]
    [InlineData("SELECT value FROM case_counters LIMIT 1", "another dialect")]
    [InlineData("INSERT INTO snapshot_versions (kind, version) VALUES (@k, 1) ON CONFLICT (kind) DO NOTHING", "another dialect")]
    [InlineData("SELECT t.due FROM timers AS t", "no such column of that table")]
    [InlineData("SELECT due FROM timers", "no such column of any table in it")]
    [InlineData("UPDATE timers SET leased = NULL", "no such column to set")]
    [InlineData("INSERT INTO timers (bookmark) VALUES (1)", "no such column to fill")]
    [InlineData("DELETE FROM timer", "no such table")]
    [InlineData("SELECT due_at FROM timers WITH (INDEX(ix_timers_due))", "no such index")]
    public void A_wrong_statement_is_found(string sql, string because) =>
        Should.Throw<FormatException>(() => SecondTranslation.Schema.Check(sql), because);

    /// <summary>docs/adr/0008: the client looks for these in every parameter, and finds them in our assembly.</summary>
    [Fact]
    public void Everything_that_the_client_looks_for_in_the_stand_in_is_there()
    {
        using var image = new PEReader(File.OpenRead(typeof(SqlConnection).Assembly.Location));
        var client = image.GetMetadataReader();
        var standIn = Assembly.Load("Microsoft.SqlServer.Server");

        var types = client.TypeReferences.Select(client.GetTypeReference)
            .Where(t => t.ResolutionScope.Kind == HandleKind.AssemblyReference
                && client.GetString(client.GetAssemblyReference((AssemblyReferenceHandle)t.ResolutionScope).Name) == "Microsoft.SqlServer.Server")
            .Select(t => $"{client.GetString(t.Namespace)}.{client.GetString(t.Name)}").ToList();
        types.ShouldNotBeEmpty();
        types.Where(name => standIn.GetType(name) is null).ShouldBeEmpty();

        var members = client.MemberReferences.Select(client.GetMemberReference)
            .Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => (Type: client.GetTypeReference((TypeReferenceHandle)m.Parent), Name: client.GetString(m.Name)))
            .Select(m => (Type: $"{client.GetString(m.Type.Namespace)}.{client.GetString(m.Type.Name)}", m.Name))
            .Where(m => types.Contains(m.Type));
        const BindingFlags All = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static;
        members.Where(m => standIn.GetType(m.Type)!.GetMember(m.Name, All).Length == 0).ShouldBeEmpty();
    }
}
