using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>A file that is handed in. The content type is what its content was found to be.</summary>
public sealed record NewAttachment(Guid CaseId, string UploaderId, string Name, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>Keeps attachments in encrypted chunks; what comes out is what went in, or an exception.</summary>
public sealed class AttachmentStore(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, TimeProvider clock)
{
    public Task<Result<Attachment>> AddAsync(NewAttachment file, CancellationToken ct)
    {
        var attachment = new Attachment
        {
            Id = Guid.CreateVersion7(),
            CaseId = file.CaseId,
            UploaderId = file.UploaderId,
            Name = file.Name,
            ContentType = file.ContentType,
            Size = file.Content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Content.Span)),
            CreatedAt = clock.GetUtcNow(),
        };
        return queue.WriteAsync<Attachment>(
            async (db, inner) =>
            {
                db.Attachments.Add(attachment);
                db.AttachmentChunks.AddRange(Chunks(attachment.Id, file.Content));
                await AuditAsync(db, attachment, "attachment.added", file.UploaderId, inner);
                return attachment;
            },
            ct);
    }

    public async Task<Attachment?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Attachments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);
    }

    /// <summary>In the order in which they were added.</summary>
    public async Task<IReadOnlyList<Attachment>> ReadOfCaseAsync(Guid caseId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Attachments.AsNoTracking().Where(a => a.CaseId == caseId).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).ToListAsync(ct);
    }

    /// <summary>Copies the content out, a chunk at a time.</summary>
    /// <exception cref="InvalidDataException">The stored content is not what was handed in.</exception>
    public async Task CopyToAsync(Attachment attachment, Stream target, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunks = db.AttachmentChunks.AsNoTracking().Where(c => c.AttachmentId == attachment.Id).OrderBy(c => c.Index);
        await foreach (var chunk in chunks.AsAsyncEnumerable().WithCancellation(ct))
        {
            hash.AppendData(chunk.Content);
            await target.WriteAsync(chunk.Content, ct);
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != attachment.Sha256)
            throw new InvalidDataException($"The stored content of attachment {attachment.Id:N} is not what was handed in.");
    }

    public Task<Result<bool>> RemoveAsync(Guid id, string actorId, CancellationToken ct) =>
        queue.WriteAsync<bool>(
            async (db, inner) =>
            {
                if (await db.Attachments.FindAsync([id], inner) is not { } attachment)
                    return new Rejection(RejectionKind.NotFound, "attachment-unknown");
                await db.AttachmentChunks.Where(c => c.AttachmentId == id).ExecuteDeleteAsync(inner);
                db.Attachments.Remove(attachment);
                await AuditAsync(db, attachment, "attachment.removed", actorId, inner);
                return true;
            },
            ct);

    private Task AuditAsync(StaffFlowsDbContext db, Attachment attachment, string action, string actorId, CancellationToken ct) =>
        AuditChain.AppendAsync(
            db,
            clock.GetUtcNow(),
            [new(CommitScope.Chain(attachment.CaseId), action, actorId, new JsonObject
            {
                ["attachment"] = attachment.Id.ToString("N"),
                ["sha256"] = attachment.Sha256,
            })],
            ct);

    private static IEnumerable<AttachmentChunk> Chunks(Guid id, ReadOnlyMemory<byte> content)
    {
        for (var (index, start) = (0, 0); start < content.Length; index++, start += AttachmentChunk.MaxSize)
            yield return new()
            {
                AttachmentId = id,
                Index = index,
                Content = content.Slice(start, Math.Min(AttachmentChunk.MaxSize, content.Length - start)).ToArray(),
            };
    }
}
