using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Attachments;

/// <param name="Type">Media type as sniffed from the content.</param>
internal sealed record UploadedAttachment(Guid Id, string Name, long Size, string Type);

/// <summary>Stores a file for a case that is still to come, a draft, or a step: the form that names its id takes it over.</summary>
internal sealed class UploadAttachment(IDbContextFactory<StaffFlowsDbContext> databases, AttachmentStore store)
{
    /// <summary>10 MB.</summary>
    public const int MaxSize = 10 * 1024 * 1024;

    /// <summary>Longest name kept; what is longer loses its middle part, never its extension.</summary>
    private const int MaxName = 120;

    /// <param name="caseId">The draft or case it is meant for, or a fresh id where neither exists yet.</param>
    public async Task<Result<UploadedAttachment>> ExecuteAsync(Viewer by, Guid caseId, string name, Stream content, CancellationToken ct)
    {
        if (await ReadAsync(content, ct) is not { } bytes) return new Rejection(RejectionKind.Invalid, "attachment-too-large", "10 MB");
        var clean = CleanName(name);
        if (FileType.Sniff(bytes) is not { } type || !type.Fits(clean)) return new Rejection(RejectionKind.Invalid, "attachment-type", clean);
        if (!await MayAddAsync(by, caseId, ct)) return new Rejection(RejectionKind.NotFound, "not-found");

        var added = await store.AddAsync(new(caseId, by.PersonId, clean, type.MediaType, bytes), ct);
        return added is { Rejection: { } rejection }
            ? rejection
            : new UploadedAttachment(added.Value!.Id, added.Value.Name, added.Value.Size, added.Value.ContentType);
    }

    /// <summary>His own draft, a case in which he has an open task, or an id that is not taken.</summary>
    private async Task<bool> MayAddAsync(Viewer by, Guid caseId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Cases.AsNoTracking().Where(c => c.Id == caseId).Select(c => new { c.ApplicantId, c.SubmittedAt }).SingleOrDefaultAsync(ct);
        if (found is null) return true;
        if (found.SubmittedAt is null) return found.ApplicantId == by.PersonId;

        return await db.UserTasks.AnyAsync(
            t => t.CaseId == caseId && t.ClosedAt == null && (t.AssigneeId == by.PersonId || t.Candidates.Any(c => c.PersonId == by.PersonId)), ct);
    }

    /// <summary>Null where there is more than may be stored.</summary>
    private static async Task<byte[]?> ReadAsync(Stream content, CancellationToken ct)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[AttachmentChunk.MaxSize];
        for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
        {
            if (memory.Length + read > MaxSize) return null;
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
