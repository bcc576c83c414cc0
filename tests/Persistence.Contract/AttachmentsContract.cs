using Microsoft.EntityFrameworkCore;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Persistence.Contract;

public sealed class Attachments_on_Sqlite(SqliteProvider provider) : AttachmentsContract(provider), IClassFixture<SqliteProvider>;

public sealed class Attachments_on_PostgreSql(PostgreSqlProvider provider) : AttachmentsContract(provider), IClassFixture<PostgreSqlProvider>;

public sealed class Attachments_on_SqlServer(SqlServerProvider provider) : AttachmentsContract(provider), IClassFixture<SqlServerProvider>;

public abstract class AttachmentsContract(Provider provider)
{
    private AttachmentStore Store => provider.Get<AttachmentStore>();

    [ContractFact]
    public async Task What_comes_out_is_what_went_in_whatever_its_size()
    {
        foreach (var size in new[] { 0, 1, AttachmentChunk.MaxSize, AttachmentChunk.MaxSize + 1, 3 * AttachmentChunk.MaxSize })
        {
            var content = Bytes(size);
            var attachment = await AddAsync(content);

            attachment.Size.ShouldBe(size);
            (await ContentAsync((await Store.FindAsync(attachment.Id, default))!)).ShouldBe(content);
        }
    }

    [ContractFact]
    public async Task The_content_is_not_readable_in_the_database()
    {
        var attachment = await AddAsync("诊断证明 of a person"u8.ToArray());

        await using var db = provider.Read();
        var raw = await db.Database.SqlQuery<byte[]>($"SELECT content AS \"Value\" FROM attachment_chunks WHERE attachment_id = {attachment.Id}").ToListAsync();
        raw.Single().AsSpan().IndexOf("of a person"u8).ShouldBe(-1);
    }

    [ContractFact]
    public async Task A_lost_chunk_is_noticed()
    {
        var attachment = await AddAsync(Bytes(2 * AttachmentChunk.MaxSize));
        await provider.WriteAsync((db, ct) => db.AttachmentChunks.Where(c => c.AttachmentId == attachment.Id && c.Index == 1).ExecuteDeleteAsync(ct));

        await Should.ThrowAsync<InvalidDataException>(() => ContentAsync(attachment));
    }

    [ContractFact]
    public async Task A_removed_attachment_is_gone_with_its_content()
    {
        var attachment = await AddAsync(Bytes(10));
        (await Store.RemoveAsync(attachment.Id, "E030", default)).Rejection.ShouldBeNull();

        (await Store.ReadOfCaseAsync(attachment.CaseId, default)).ShouldBeEmpty();
        await using var db = provider.Read();
        (await db.AttachmentChunks.AnyAsync(c => c.AttachmentId == attachment.Id)).ShouldBeFalse();
        (await Store.RemoveAsync(attachment.Id, "E030", default)).Rejection!.Code.ShouldBe("attachment-unknown");
    }

    private async Task<Attachment> AddAsync(byte[] content) =>
        (await Store.AddAsync(new(Guid.CreateVersion7(), "E030", "证明.pdf", "application/pdf", content), default)).Value!;

    private async Task<byte[]> ContentAsync(Attachment attachment)
    {
        using var target = new MemoryStream();
        await Store.CopyToAsync(attachment, target, default);
        return target.ToArray();
    }

    private static byte[] Bytes(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)(i * 31))];
}
