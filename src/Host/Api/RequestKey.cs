using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Api;

/// <summary>
/// Names one wish of one person, however often it is sent: header <c>Idempotency-Key</c>, or the hidden field
/// <c>idempotencyKey</c> that every form of the pages carries. As a parameter of an endpoint (<c>RequestKey? key</c>) it is
/// null where the caller sent none.
/// </summary>
/// <param name="UserId">The person's id; keys of different people never meet.</param>
/// <param name="Hash">SHA-256 of method, path and content; tells a repeat from another request under the same key.</param>
public sealed record RequestKey(string UserId, string Key, string Hash)
{
    public const string HeaderName = "Idempotency-Key";
    public const string FieldName = "idempotencyKey";
    private const int MaxLength = 100;

    /// <summary>A body that comes under a key is read twice: by the endpoint, and for the key.</summary>
    public static void KeepBody(HttpRequest request)
    {
        if (request.Headers.ContainsKey(HeaderName)) request.EnableBuffering();
    }

    /// <summary>Called by the framework where an endpoint asks for the key, before it has read the body or after.</summary>
    public static async ValueTask<RequestKey?> BindAsync(HttpContext context)
    {
        var key = context.Request.Headers[HeaderName].ToString();
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        if (key.Length == 0) key = form?[FieldName].ToString() ?? "";
        if (key.Length is 0 or > MaxLength || context.FindViewer() is not { } viewer) return null;

        var hash = form is null ? await HashOfBodyAsync(context) : HashOfForm(context, form);
        return new RequestKey(viewer.PersonId, key, hash);
    }

    private static async Task<string> HashOfBodyAsync(HttpContext context)
    {
        using var hash = Begin(context);
        context.Request.Body.Position = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0) hash.AppendData(buffer, 0, read);
        ArrayPool<byte>.Shared.Return(buffer);
        context.Request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string HashOfForm(HttpContext context, IFormCollection form)
    {
        using var hash = Begin(context);
        foreach (var (name, values) in form.Where(f => f.Key is not ("__RequestVerificationToken" or FieldName)).OrderBy(f => f.Key, StringComparer.Ordinal))
            Append(hash, name, values.ToString());
        foreach (var file in form.Files) Append(hash, file.FileName, $"{file.Length}");
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IncrementalHash Begin(HttpContext context)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, context.Request.Method, context.Request.Path);
        return hash;
    }

    private static void Append(IncrementalHash hash, string name, string value) =>
        hash.AppendData(Encoding.UTF8.GetBytes($"{name.Length}:{name}{value.Length}:{value}"));
}

/// <summary>Writing once for each <see cref="RequestKey"/>: the answer is committed with what it answers.</summary>
public static class AnsweredRequests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// The answer that was committed under the key; null where there is none yet. Another request under the same key is
    /// refused with <c>idempotency-key-reused</c>.
    /// </summary>
    public static async Task<Result<JsonElement?>> FindAnswerAsync(this StaffFlowsDbContext db, RequestKey key, CancellationToken ct)
    {
        var found = await db.AnsweredRequests.AsNoTracking().SingleOrDefaultAsync(r => r.UserId == key.UserId && r.Key == key.Key, ct);
        if (found is null) return (JsonElement?)null;
        var answer = found.AnswerTo(key);
        return answer.Rejection is { } reused ? reused : (JsonElement?)answer.Value;
    }

    /// <summary>The answer, where it was the same request; otherwise refused with <c>idempotency-key-reused</c>.</summary>
    public static Result<JsonElement> AnswerTo(this AnsweredRequest before, RequestKey key) => before.RequestHash == key.Hash
        ? JsonSerializer.Deserialize<JsonElement>(before.Answer)
        : new Rejection(RejectionKind.Invalid, "idempotency-key-reused");

    /// <summary>
    /// As <see cref="IWriteQueue.WriteAsync"/>, but a repeat of the request gets the first answer and writes nothing.
    /// Refusals are not remembered. For bursts use the effect <c>RequestAnswered</c> instead.
    /// </summary>
    public static Task<Result<T>> WriteOnceAsync<T>(
        this IWriteQueue queue, RequestKey? key, TimeProvider clock, Func<StaffFlowsDbContext, CancellationToken, Task<Result<T>>> write, CancellationToken ct) =>
        key is null ? queue.WriteAsync(write, ct) : queue.WriteAsync<T>(async (db, token) =>
        {
            var before = await db.FindAnswerAsync(key, token);
            if (before.Rejection is { } reused) return reused;
            if (before.Value is { } answer) return answer.Deserialize<T>(Web)!;

            var result = await write(db, token);
            if (result.Rejection is null)
                db.AnsweredRequests.Add(new AnsweredRequest
                {
                    UserId = key.UserId, Key = key.Key, RequestHash = key.Hash,
                    Answer = JsonSerializer.Serialize(result.Value, Web), CreatedAt = clock.GetUtcNow(),
                });
            return result;
        }, ct);
}
