using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Layout;
using StaffFlows.Host.Features.Attachments;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows;

namespace StaffFlows.Host.Features.Notices;

/// <summary>The objection on a notice's page, and the receipt by which its state is followed. Both without signing in.</summary>
internal sealed class ObjectionPages(ReceiveObjection receive, GetReceipt receipts, NoticePages notices, Sentences sentences, Wording say)
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/notices/{id:guid}/objections", (Guid id, ObjectionPages page, HttpContext context) => page.ReceiveAsync(id, context)).AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/notices/receipt", () => Pages.Show<ReceiptQueryView>(new ReceiptQueryModel("", null, null), layout: typeof(PublicLayout))).AllowAnonymous().ExcludeFromDescription();
        pages.MapPost("/notices/receipt", ([FromForm] string? number, [FromForm] string? code, ObjectionPages page, HttpContext context) =>
            page.FollowAsync(number ?? "", code ?? "", context)).AllowAnonymous().ExcludeFromDescription();
    }

    private async Task<IResult> ReceiveAsync(Guid id, HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = new TypedObjection(
            Guid.TryParseExact(form[RequestKey.FieldName], "N", out var drawn) ? drawn : Guid.CreateVersion7(),
            form["person"].ToString(), form["signed"].ToString() is not "anonymous", form["name"].ToString(), form["phone"].ToString(), form["facts"].ToString(), form["website"].ToString());
        var files = await ReadFilesAsync(form, context.RequestAborted);
        var done = files.Rejection is { } wrong ? wrong : await receive.ExecuteAsync(id, typed, files.Value, context.FindViewer(), context.AddressOfCaller(), context.RequestAborted);
        if (done.Rejection is { } refused) return await notices.RefuseAsync(id, typed, refused, context);

        context.Response.Headers.CacheControl = "no-store";
        return Pages.Show<ReceiptView>(new ReceiptModel($"{id}", done.Value!.Number, done.Value.Code), StatusCodes.Status201Created, typeof(PublicLayout));
    }

    private async Task<IResult> FollowAsync(string number, string code, HttpContext context)
    {
        var read = await receipts.ExecuteAsync(number, code, context.AddressOfCaller(), context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return read.Rejection is { } refused
            ? Pages.Show<ReceiptQueryView>(new ReceiptQueryModel(number, sentences.Of(refused), null), StatusOf(refused), typeof(PublicLayout))
            : Pages.Show<ReceiptQueryView>(
                new ReceiptQueryModel(number, null, new(read.Value!.Number, say.FullMoment(read.Value.ReceivedAt), read.Value.State, read.Value.ClosedAt is { } at ? say.FullMoment(at) : null, read.Value.Answer)),
                layout: typeof(PublicLayout));
    }

    internal static int StatusOf(Rejection refused) => refused.Code is ObjectionThrottle.TooMany ? StatusCodes.Status429TooManyRequests : Problems.StatusOf(refused.Kind);

    private static async Task<Result<ImmutableArray<ReceivedFile>>> ReadFilesAsync(IFormCollection form, CancellationToken ct)
    {
        var files = ImmutableArray.CreateBuilder<ReceivedFile>();
        foreach (var file in form.Files.GetFiles("evidence").Where(f => f.Length > 0).Take(ReceiveObjection.MaxFiles + 1))
        {
            await using var content = file.OpenReadStream();
            var read = await ReceivedFile.ReadAsync(file.FileName, content, ct);
            if (read.Rejection is { } refused) return new Rejection(RejectionKind.Invalid, "form-invalid") { Fields = [new("evidence", refused.Code, refused.Arguments)] };
            files.Add(read.Value!);
        }

        return files.ToImmutable();
    }
}
