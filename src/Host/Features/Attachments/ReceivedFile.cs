using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Features.Attachments;

/// <summary>A file that somebody sent, as far as it may be kept: its size, its type by content, a name without what a name must not hold.</summary>
internal sealed record ReceivedFile(string Name, string MediaType, byte[] Content)
{
    /// <summary>Longest name kept; what is longer loses its middle part, never its extension.</summary>
    private const int MaxName = 120;

    public static async Task<Result<ReceivedFile>> ReadAsync(string name, Stream content, CancellationToken ct)
    {
        if (await ReadAsync(content, ct) is not { } bytes) return new Rejection(RejectionKind.Invalid, "attachment-too-large", "10 MB");

        var clean = CleanName(name);
        return FileType.Sniff(bytes) is { } type && type.Fits(clean) ? new ReceivedFile(clean, type.MediaType, bytes) : new Rejection(RejectionKind.Invalid, "attachment-type", clean);
    }

    /// <summary>Null where there is more than may be stored.</summary>
    private static async Task<byte[]?> ReadAsync(Stream content, CancellationToken ct)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[AttachmentChunk.MaxSize];
        for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
        {
            if (memory.Length + read > UploadAttachment.MaxSize) return null;
            memory.Write(buffer, 0, read);
        }

        return memory.ToArray();
    }

    /// <summary>The last part of the path that some browsers send, without what a file name must not hold.</summary>
    private static string CleanName(string name)
    {
        var last = name.Split('/', '\\')[^1];
        var clean = string.Concat(last.Where(c => !char.IsControl(c) && !"<>:\"|?*".Contains(c))).Trim('.', ' ');
        var extension = Path.GetExtension(clean);
        return clean.Length <= MaxName ? clean : clean[..(MaxName - Math.Min(extension.Length, 10))] + extension;
    }
}
