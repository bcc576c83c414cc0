using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>
/// The list of activities that the Studio asks for when it opens and after every save. Written and compressed once per language; made
/// anew where other definitions have become usable as activities.
/// </summary>
internal sealed class ActivityList(ActivityCatalog catalog, DefinitionStore definitions, IDbContextFactory<StaffFlowsDbContext> databases)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly ConcurrentDictionary<bool, Written> lists = new();

    public async Task<IResult> ReadAsync(HttpContext context, Wording say, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var published = string.Join('\n', await db.Definitions.Where(d => d.IsPublished).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(ct));
        if (!lists.TryGetValue(Cultures.IsEnglish, out var list) || list.Published != published) lists[Cultures.IsEnglish] = list = await WriteAsync(say, published, ct);

        var accepted = context.Request.Headers.AcceptEncoding.ToString();
        var (encoding, bytes) = accepted.Contains("br", StringComparison.OrdinalIgnoreCase) ? ("br", list.Brotli)
            : accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? ("gzip", list.Gzip)
            : (null, list.Plain);
        if (encoding is not null) context.Response.Headers.ContentEncoding = encoding;
        context.Response.Headers.Vary = $"{HeaderNames.AcceptEncoding}, {HeaderNames.AcceptLanguage}, {HeaderNames.Cookie}";
        return TypedResults.Bytes(bytes, "application/json; charset=utf-8");
    }

    private async Task<Written> WriteAsync(Wording say, string published, CancellationToken ct)
    {
        var words = new ActivityDescriptors(say);
        var items = catalog.Activities.OrderBy(activity => activity.Type, StringComparer.Ordinal).Select(activity => words.Write(activity.Descriptor, activity is ITrigger))
            .Concat((await definitions.ReadPublishedAsync(ct)).Where(definition => definition.IsUsableAsActivity()).Select(definition => words.Write(CompositeDescriptor.Of(definition), isTrigger: false)))
            .Append(words.Write(UnknownActivity.Descriptor, isTrigger: false))
            .ToArray<JsonNode>();
        var plain = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["items"] = new JsonArray(items), ["count"] = items.Length }, Readable);
        return new(published, plain, Pack(plain, to => new BrotliStream(to, CompressionLevel.SmallestSize)), Pack(plain, to => new GZipStream(to, CompressionLevel.SmallestSize)));
    }

    private static byte[] Pack(byte[] plain, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var stream = packer(packed)) stream.Write(plain);
        return packed.ToArray();
    }

    private sealed record Written(string Published, byte[] Plain, byte[] Brotli, byte[] Gzip);
}
