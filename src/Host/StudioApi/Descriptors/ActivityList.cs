using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>
/// The list of activities that the Studio asks for when it opens and after every save. Written and compressed once per language; made
/// anew where the organisation, the forms or the definitions that can be used as activities are others. A draft changes nothing in it.
/// </summary>
internal sealed class ActivityList(ActivityCatalog catalog, DefinitionActivities used, OfficeSnapshots office, MessageTexts messages, IDbContextFactory<StaffFlowsDbContext> databases)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly ConcurrentDictionary<bool, Written> lists = new();
    private volatile Types types = new("", []);

    public async Task<IResult> ReadAsync(HttpContext context, Wording say, CancellationToken ct)
    {
        var mark = await MarkAsync(ct);
        if (!lists.TryGetValue(Cultures.IsEnglish, out var list) || list.Mark != mark) lists[Cultures.IsEnglish] = list = await WriteAsync(say, mark, ct);

        var accepted = context.Request.Headers.AcceptEncoding.ToString();
        var (encoding, bytes) = accepted.Contains("br", StringComparison.OrdinalIgnoreCase) ? ("br", list.Brotli)
            : accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? ("gzip", list.Gzip)
            : (null, list.Plain);
        if (encoding is not null) context.Response.Headers.ContentEncoding = encoding;
        context.Response.Headers.Vary = $"{HeaderNames.AcceptEncoding}, {HeaderNames.AcceptLanguage}, {HeaderNames.Cookie}";
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Bytes(bytes, "application/json; charset=utf-8", entityTag: new($"\"{list.Print}-{encoding ?? "plain"}\""));
    }

    /// <summary>The types and versions in the list.</summary>
    public async Task<FrozenSet<(string Type, int Version)>> ReadTypesAsync(CancellationToken ct)
    {
        var mark = await MarkAsync(ct);
        if (types.Mark != mark) types = new(mark, DescriptorsOf(await used.ReadAsync(ct)).Select(d => (d.Descriptor.Type, d.Descriptor.Version)).ToFrozenSet());
        return types.Known;
    }

    /// <summary>The present choices of one input; null where there is no such activity or input.</summary>
    public async Task<JsonObject?> FindOptionsAsync(string activityType, string property, Wording say, CancellationToken ct)
    {
        var input = catalog.Find(activityType)?.Descriptor.Inputs.FirstOrDefault(i => i.Name.Equals(property, StringComparison.OrdinalIgnoreCase));
        return input is null
            ? null
            : new() { ["items"] = (await SpecificationsAsync(say, await used.ReadAsync(ct), ct)).Of(InputEditors.Of(activityType, input)) ?? [] };
    }

    private async Task<string> MarkAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var versions = await db.Definitions.Where(d => d.SealedAt != null).OrderBy(d => d.Id).Select(d => new { d.Id, d.IsPublished }).ToListAsync(ct);
        var kinds = await db.SnapshotVersions.OrderBy(s => s.Kind).Select(s => new { s.Kind, s.Version }).ToListAsync(ct);
        return string.Join('\n', versions.Select(v => v.IsPublished ? $"{v.Id}*" : v.Id).Concat(kinds.Select(k => $"{k.Kind} {k.Version}")));
    }

    private async Task<Written> WriteAsync(Wording say, string mark, CancellationToken ct)
    {
        var definitions = await used.ReadAsync(ct);
        var words = new ActivityDescriptors(say, await SpecificationsAsync(say, definitions, ct));
        var items = DescriptorsOf(definitions).Select(listed => words.Write(listed.Descriptor, listed.IsTrigger)).ToArray<JsonNode>();
        var plain = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["items"] = new JsonArray(items), ["count"] = items.Length }, Readable);
        return new(mark, Convert.ToHexStringLower(SHA256.HashData(plain))[..16], plain, Pack(plain, to => new BrotliStream(to, CompressionLevel.SmallestSize)), Pack(plain, to => new GZipStream(to, CompressionLevel.SmallestSize)));
    }

    private IEnumerable<(ActivityDescriptor Descriptor, bool IsTrigger)> DescriptorsOf(UsedDefinitions definitions) =>
        catalog.Activities.OrderBy(activity => activity.Type, StringComparer.Ordinal).Select(activity => (activity.Descriptor, activity is ITrigger))
            .Concat(definitions.Descriptors.Append(UnknownActivity.Descriptor).Select(descriptor => (descriptor, false)));

    private async Task<InputSpecifications> SpecificationsAsync(Wording say, UsedDefinitions definitions, CancellationToken ct) =>
        new(say, new OfficeChoices(await office.ReadAsync(ct), messages, definitions.AssigneeRules));

    private static byte[] Pack(byte[] plain, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var stream = packer(packed)) stream.Write(plain);
        return packed.ToArray();
    }

    /// <param name="Mark">Of what it was made.</param>
    /// <param name="Print">Of what is in it; what the browser has with the same one it is not sent again.</param>
    private sealed record Written(string Mark, string Print, byte[] Plain, byte[] Brotli, byte[] Gzip);

    /// <inheritdoc cref="Written"/>
    private sealed record Types(string Mark, FrozenSet<(string Type, int Version)> Known);
}
