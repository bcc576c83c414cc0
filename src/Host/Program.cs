using StaffFlows.Host.Components;
using StaffFlows.Host.Localisation;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRazorComponents();
builder.Services.AddTexts();
builder.Services.AddSingleton(TimeProvider.System);

var app = builder.Build();
app.UseRequestLocalization();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>();
await app.RunAsync();
