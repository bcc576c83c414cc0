using Jint;
using Microsoft.EntityFrameworkCore;
using NCrontab;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using QRCoder;
using StaffFlows.BareHost;

// What any host with these libraries does at its start, and no more: codes and SQL Server's client wait until they are asked for, as in ours. Nothing of it is ours. It is what start-up and idle memory are compared with.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders().AddJsonConsole();
builder.Services.AddOpenApi();
builder.Services.AddRazorComponents();
builder.Services.AddAntiforgery();
builder.Services.AddHealthChecks();
builder.Services.AddAuthorization();
builder.Services.AddAuthentication("cookie").AddCookie("cookie").AddBearerToken();
builder.Services.AddLocalization();
builder.Services.AddDbContextFactory<BareContext>(options => BareContext.Configure(options, builder.Configuration));

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapOpenApi();
app.MapGet("/", () => "ready");
app.MapGet("/code", () => QRCodeGenerator.GenerateQrCode("bare", QRCodeGenerator.ECCLevel.M).ModuleMatrix.Count);

await using (var db = await app.Services.GetRequiredService<IDbContextFactory<BareContext>>().CreateDbContextAsync())
    _ = await db.Accounts.AsNoTracking().OrderBy(account => account.UserName).FirstOrDefaultAsync();
_ = new Engine().Execute("var a = 1; a + 1").GetCompletionValue().ToObject();
_ = CrontabSchedule.Parse("0 9 * * *");
using var meters = Sdk.CreateMeterProviderBuilder().AddMeter("Bare").Build();
using var traces = Sdk.CreateTracerProviderBuilder().AddSource("Bare").Build();
await app.RunAsync();
