var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "StaffFlows");
await app.RunAsync();
