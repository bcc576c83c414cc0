using System.Collections.Immutable;
using StaffFlows.Host.Api;
using StaffFlows.Workflows.Documents.Spreadsheets;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Registers;

internal static class RegisterEndpoints
{
    private const int MostRows = 200;

    public static IServiceCollection AddRegisters(this IServiceCollection services) => services
        .AddScoped<RegisterWords>()
        .AddScoped<TrailWords>()
        .AddScoped<IRegister, CandidateList>()
        .AddScoped<IRegister, ReserveList>()
        .AddScoped<IRegister, PostingList>()
        .AddScoped<IRegister, PublicityList>()
        .AddScoped<IRegister, ObjectionList>()
        .AddScoped<IRegister, FilingList>()
        .AddScoped<OpenRegisters>()
        .AddScoped<GetRegister>()
        .AddScoped<GetRegisterHistory>()
        .AddScoped<ExportRegister>()
        .AddScoped<RegisterPages>();

    /// <summary>The filters are those of the page: <c>q</c>, <c>state</c>, <c>unit</c>, <c>window</c>, <c>from</c>, <c>to</c>.</summary>
    public static void MapRegisters(this RouteGroupBuilder api)
    {
        api.MapGet("/registers", (Viewer by, OpenRegisters registers) => TypedResults.Ok(new RegisterKeys([.. registers.For(by).Select(register => register.Key)])));

        api.MapGet("/registers/{key}", async (string key, Viewer by, GetRegister slice, OpenRegisters registers, HttpContext context, int size = 30) =>
        {
            var (query, take) = (context.Request.Query, Math.Clamp(size, 1, MostRows));
            var read = await slice.ExecuteAsync(key, RegisterAddress.Read(query), new((RegisterAddress.PageOf(query) - 1) * take, take), by, context.RequestAborted);
            return read.ToHttp(page => TypedResults.Ok(new
            {
                items = registers.For(by).Single(r => r.Key == key).Columns is var columns
                    ? page.Rows.Select(row => columns.Zip(row.Cells).ToDictionary(pair => pair.First.Key, pair => pair.Second.Value).Append(new("id", row.Id)).ToDictionary())
                    : [],
                total = page.Total,
            }));
        });

        api.MapGet("/registers/{key}/{row}/history", async (string key, string row, Viewer by, GetRegisterHistory slice, CancellationToken ct) =>
            (await slice.ExecuteAsync(key, row, by, ct)).ToHttp(events => TypedResults.Ok(new { items = events })));

        api.MapGet("/registers/{key}/export", async (string key, Viewer by, ExportRegister slice, HttpContext context) =>
            (await slice.ExecuteAsync(key, RegisterAddress.Read(context.Request.Query), by, context.RequestAborted))
                .ToHttp(file => TypedResults.File(file.Content, SpreadsheetFile.MediaType, file.FileName)));
    }

    /// <summary>What the caller may look into.</summary>
    internal sealed record RegisterKeys(ImmutableArray<string> Items);
}
