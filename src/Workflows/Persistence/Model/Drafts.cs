namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>
/// A definition's content that found its place taken: somebody else had saved meanwhile, or a release has brought it while an owner was
/// at work on a draft. It stays beside the versions until it is taken up, dropped, or its time is over. 留存草稿
/// </summary>
public sealed class KeptDraft
{
    public required Guid Id { get; init; }
    public required string DefinitionId { get; init; }

    /// <summary>Whose work it is; one for each author and definition.</summary>
    public required string AuthorId { get; init; }
    public string? Name { get; set; }
    public required DateTimeOffset KeptAt { get; set; }

    /// <summary>Who had saved meanwhile; null where it was no person.</summary>
    public string? ChangedById { get; set; }
    public required DateTimeOffset ChangedAt { get; set; }
    public required string Json { get; set; }
}

/// <summary>A content that a release's file has brought, so that it is offered once and never again.</summary>
public sealed class ReleasedDefinition
{
    public required string DefinitionId { get; init; }

    /// <summary>Of the content; another row has the one of the file.</summary>
    public required string ContentHash { get; init; }
    public required DateTimeOffset TakenAt { get; init; }
}
