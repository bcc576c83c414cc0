namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>A file that belongs to a case or its draft (the draft's id is the case's). 附件</summary>
public sealed class Attachment
{
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required string UploaderId { get; init; }
    public required string Name { get; init; }

    /// <summary>Media type as sniffed from the content, not as claimed.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Of the whole content, unprotected, in lower-case hex.</summary>
    public required string Sha256 { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Up to 64 KiB of an attachment. Encrypted at rest.</summary>
public sealed class AttachmentChunk
{
    public const int MaxSize = 64 * 1024;

    public required Guid AttachmentId { get; init; }

    /// <summary>0, 1, 2 …</summary>
    public required int Index { get; init; }
    public required byte[] Content { get; init; }
}
