using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Verification;

/// <summary>Attachments are what was handed in; case numbers have no gaps.</summary>
internal static class ContentCheck
{
    public static async Task AttachmentsAsync(VerificationScope scope, CancellationToken ct)
    {
        var attachments = await scope.Db.Attachments.AsNoTracking().OrderBy(a => a.CreatedAt).ToListAsync(ct);
        for (var i = 0; i < attachments.Count; i++)
        {
            if (!await IsWholeAsync(scope.Db, attachments[i], ct))
            {
                var number = await scope.Db.Cases.Where(c => c.Id == attachments[i].CaseId).Select(c => c.Number).SingleOrDefaultAsync(ct);
                scope.Find("attachment-differs", attachments[i].Id.ToString("N"), number ?? "");
            }

            scope.Look(i + 1, attachments.Count);
        }
    }

    /// <summary>Per pattern and year, the numbers of the cases are 1, 2, 3 … up to the counter's value.</summary>
    public static async Task NumbersAsync(VerificationScope scope, CancellationToken ct)
    {
        var numbers = (await scope.Db.Cases.Where(c => c.Number != null).Select(c => c.Number!).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var count = numbers.Count;
        foreach (var counter in await scope.Db.CaseCounters.AsNoTracking().OrderBy(c => c.Year).ThenBy(c => c.Pattern).ToListAsync(ct))
        {
            for (var value = 1L; value <= counter.Value; value++)
            {
                var number = NumberPattern.Format(counter.Pattern, counter.Year, value);
                if (!numbers.Remove(number)) scope.Find("number-missing", number);
            }
        }

        foreach (var number in numbers.Order(StringComparer.Ordinal)) scope.Find("number-unknown", number);
        scope.Look(count, count);
    }

    private static async Task<bool> IsWholeAsync(StaffFlowsDbContext db, Attachment attachment, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (size, next) = (0L, 0);
        try
        {
            var chunks = db.AttachmentChunks.AsNoTracking().Where(c => c.AttachmentId == attachment.Id).OrderBy(c => c.Index);
            await foreach (var chunk in chunks.AsAsyncEnumerable().WithCancellation(ct))
            {
                if (chunk.Index != next++) return false;
                hash.AppendData(chunk.Content);
                size += chunk.Content.Length;
            }
        }
        catch (CryptographicException)
        {
            return false;
        }

        return size == attachment.Size && Convert.ToHexStringLower(hash.GetHashAndReset()) == attachment.Sha256;
    }
}
