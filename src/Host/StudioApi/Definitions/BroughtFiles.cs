using System.Collections.Immutable;
using System.IO.Compression;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <param name="Name">Of the file, and of the entry where it is an archive.</param>
internal sealed record RefusedFile(string Name, Rejection Reason);

/// <summary>
/// Files that somebody brings: definitions as JSON, or archives of them. Nothing in an archive is believed, neither its sizes nor its
/// names: entries are read up to a limit and thrown away beyond it, and none is ever written anywhere.
/// </summary>
internal sealed class BroughtFiles
{
    public const int MaxFiles = 100;

    /// <summary>Of everything together, unpacked.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private readonly ImmutableArray<WorkflowDefinition>.Builder definitions = ImmutableArray.CreateBuilder<WorkflowDefinition>();
    private readonly ImmutableArray<RefusedFile>.Builder refused = ImmutableArray.CreateBuilder<RefusedFile>();
    private long bytes;

    public ImmutableArray<WorkflowDefinition> Definitions => definitions.ToImmutable();

    public ImmutableArray<RefusedFile> Refused => refused.ToImmutable();

    public async Task AddAsync(IFormFileCollection files, CancellationToken ct)
    {
        foreach (var file in files)
        {
            await using var content = file.OpenReadStream();
            if (IsArchive(file.FileName)) await AddArchiveAsync(file.FileName, content, ct);
            else await AddOneAsync(file.FileName, file.FileName, content, ct);
        }
    }

    private async Task AddArchiveAsync(string name, Stream content, CancellationToken ct)
    {
        try
        {
            await using var archive = await ZipArchive.CreateAsync(content, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct);
            if (archive.Entries.Count > MaxFiles)
            {
                Refuse(name, "import-too-many", $"{archive.Entries.Count}", $"{MaxFiles}");
                return;
            }

            foreach (var entry in archive.Entries)
            {
                var full = $"{name} › {entry.FullName}";
                if (!IsPlain(entry.FullName)) Refuse(full, "import-entry-path");
                else if (IsArchive(entry.FullName)) Refuse(full, "import-entry-nested");
                else await AddEntryAsync(full, entry, ct);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or ArgumentException)
        {
            Refuse(name, "import-archive-unreadable");
        }
    }

    private async Task AddEntryAsync(string name, ZipArchiveEntry entry, CancellationToken ct)
    {
        try
        {
            await using var content = await entry.OpenAsync(ct);
            await AddOneAsync(name, entry.FullName, content, ct);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or NotSupportedException)
        {
            Refuse(name, "import-archive-unreadable");
        }
    }

    private async Task AddOneAsync(string name, string fileName, Stream content, CancellationToken ct)
    {
        if (!fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            Refuse(name, "import-entry-type");
            return;
        }

        using var read = new MemoryStream();
        var buffer = new byte[32 * 1024];
        for (int some; read.Length <= DefinitionLimits.MaxBytes && bytes <= MaxBytes && (some = await content.ReadAsync(buffer, ct)) > 0; bytes += some) read.Write(buffer, 0, some);
        if (bytes > MaxBytes)
        {
            Refuse(name, "import-too-large", $"{MaxBytes / 1024 / 1024}");
            return;
        }

        var definition = IncomingDefinition.ReadFile(read.GetBuffer().AsSpan(0, (int)read.Length));
        if (definition.Rejection is { } reason) refused.Add(new(Shown(name), reason));
        else definitions.Add(definition.Value!);
    }

    private void Refuse(string name, string code, params ImmutableArray<string> arguments) => refused.Add(new(Shown(name), new(RejectionKind.Invalid, code, arguments)));

    private static bool IsArchive(string name) => name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private static bool IsPlain(string name) => name.Length is > 0 and <= 200 && !name.Contains("..", StringComparison.Ordinal) && !name.Any(c => c is '/' or '\\' or ':' || char.IsControl(c));

    /// <summary>A name as a sentence can hold it.</summary>
    private static string Shown(string name) => string.Concat(name.Where(c => !char.IsControl(c)).Take(120));
}
