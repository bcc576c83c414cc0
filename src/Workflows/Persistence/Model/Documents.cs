namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>A template of a kind of document at one version; the newest is in use. Never changed. 文书模板</summary>
public sealed class DocumentTemplate
{
    public required string Kind { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public required int Version { get; init; }
    public required string FileName { get; init; }

    /// <summary>The Word file.</summary>
    public required byte[] Content { get; init; }

    /// <summary>Of the content, in lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Null where it came with the product.</summary>
    public string? AddedById { get; init; }

    /// <summary>The earlier version that it takes up again; null for a file of its own.</summary>
    public int? RestoredFrom { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>A document as it was made for a case: what it said, by its digest, and on which template. 已出具文书</summary>
public sealed class IssuedDocument
{
    public required Guid CaseId { get; init; }
    public required string Kind { get; init; }

    /// <summary>Which of several of that kind; empty where there is one.</summary>
    public required string Part { get; init; }

    /// <summary>SHA-256 of what it says, in lower-case hex; the same content is the same document.</summary>
    public required string Digest { get; init; }

    /// <summary>The template that it is printed on, now and whenever it is printed again.</summary>
    public required int TemplateVersion { get; init; }
    public required string IssuedById { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
}
