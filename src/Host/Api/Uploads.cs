namespace StaffFlows.Host.Api;

/// <summary>A data file as callers send it: the body itself, or a form's <c>file</c>.</summary>
internal static class Uploads
{
    /// <returns>Empty where nothing came.</returns>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        using var content = new MemoryStream();
        if (!request.HasFormContentType) await request.Body.CopyToAsync(content, ct);
        else if ((await request.ReadFormAsync(ct)).Files["file"] is { } file) await file.CopyToAsync(content, ct);
        return content.ToArray();
    }
}
