using Microsoft.AspNetCore.Http.Features;
using StaffFlows.Host.Operations;

namespace StaffFlows.Host.Api;

/// <summary>
/// What says beforehand that it is larger than any request may be is refused at once, and its body read to nowhere: whoever is cut off in the
/// middle of an upload sees no sentence. What is larger by far, or comes by drops, is cut off.
/// </summary>
internal sealed class LargeUploads(RequestDelegate next, HostSettings settings, TimeProvider clock)
{
    private const long MostDrained = 128 * 1024 * 1024;

    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(2);

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not { } length || length <= settings.MaxRequestBytes)
        {
            await next(context);
            return;
        }

        await Answers.Refuse(context, StatusCodes.Status413PayloadTooLarge, "too-large").ExecuteAsync(context);
        if (length > MostDrained || context.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } limit) return;

        limit.MaxRequestBodySize = length;
        using var patience = new CancellationTokenSource(LongestDrain, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null, end.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }
}
