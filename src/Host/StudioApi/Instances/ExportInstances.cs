using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>Instances as files: what the viewer shows of each, with the values that he may see and no others.</summary>
internal sealed class ExportInstances(InstanceSights sights)
{
    /// <summary>More would be a copy of the register and not a look at runs.</summary>
    public const int Most = 200;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null where there is none.</summary>
    public async Task<byte[]?> ReadAsync(string id, Viewer by, CancellationToken ct) =>
        await sights.FindAsync(id, by, ct) is { } sight ? JsonSerializer.SerializeToUtf8Bytes(Write(sight), Readable) : null;

    /// <summary>A file for each; unknown ones are left out.</summary>
    public async Task<byte[]> ReadAsync(IEnumerable<string> ids, Viewer by, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var id in ids.Distinct(StringComparer.OrdinalIgnoreCase).Take(Most))
            {
                if (await ReadAsync(id, by, ct) is not { } content) continue;
                await using var file = await zip.CreateEntry(NameOf(id)).OpenAsync(ct);
                await file.WriteAsync(content, ct);
            }
        }

        return buffer.ToArray();
    }

    public static string NameOf(string id) => $"workflow-instance-{Guid.Parse(id):N}.json";

    private static JsonObject Write(InstanceSight sight)
    {
        var json = InstanceJson.Full(sight);
        json["workflowExecutionLogRecords"] = new JsonArray([.. sight.Journal.Select(entry => InstanceJson.Entry(entry, sight))]);
        json["activityExecutionRecords"] = new JsonArray([.. ExecutionRecords.Of(sight).Select(record => record.Full(sight))]);
        return json;
    }
}
