using System.Diagnostics;

namespace StaffFlows.Host.Tests.Operations;

/// <summary>The real process, because what matters is what an operator sees.</summary>
public sealed class When_the_configuration_is_wrong
{
    [Theory]
    [InlineData("Database__Provider", "Oracle", "Development", "Database:Provider")]
    [InlineData("Database__Provider", "PostgreSql", "Development", "ConnectionStrings:StaffFlows")]
    [InlineData("Database__Provider", "SqlServer", "Development", "ConnectionStrings:StaffFlows")]
    [InlineData("ConnectionStrings__StaffFlows", "no connection string", "Development", "ConnectionStrings:StaffFlows")]
    [InlineData("Clock__Adjustable", "perhaps", "Development", "Clock:Adjustable")]
    [InlineData("Security__DataKey", "too short", "Development", "Security:DataKey")]
    [InlineData("Demo__Seed", "false", "Production", "Security:DataKey")]
    [InlineData("Workflows__Folder", "no/such/folder", "Development", "Workflows:Folder")]
    [InlineData("Security__FirstPassword", "weak", "Development", "Security:FirstPassword")]
    [InlineData("Organisation__File", "no-such-file.json", "Production", "Organisation:File")]
    [InlineData("Engine__FlowchartMode", "Sometimes", "Development", "Engine:FlowchartMode")]
    [InlineData("Messaging__Transport", "Pigeon", "Development", "Messaging:Transport")]
    [InlineData("Messaging__Transport", "RabbitMq", "Development", "ConnectionStrings:RabbitMq")]
    [InlineData("Mail__Sender", "Smtp", "Development", "Mail:Sender")]
    [InlineData("Sms__QuietFrom", "late", "Development", "Sms:QuietFrom")]
    [InlineData("Retention__AnsweredRequestDays", "0", "Development", "Retention:AnsweredRequestDays")]
    [InlineData("Hall__Profile", "Atlantis", "Development", "Hall:Profile")]
    public async Task It_stops_with_one_sentence_that_names_the_key(string variable, string value, string environment, string key)
    {
        var folder = Directory.CreateTempSubdirectory("staffflows-config-");
        try
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "StaffFlows.Host.dll")])
            {
                UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder.FullName,
                Environment =
                {
                    ["ASPNETCORE_ENVIRONMENT"] = environment,
                    ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                    ["ConnectionStrings__StaffFlows"] = variable == "Database__Provider" ? "" : $"Data Source={Path.Combine(folder.FullName, "hall.db")}",
                    ["Security__DataKey"] = key == "Organisation:File" ? Convert.ToBase64String(new byte[32]) : "",
                    [variable] = value,
                },
            };
            using var process = Process.Start(start)!;
            var complaint = await process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();

            process.ExitCode.ShouldBe(1, output);
            complaint.Trim().ShouldStartWith(key);
            complaint.Trim().Split('\n').Length.ShouldBe(1, complaint);
            output.ShouldNotContain("   at ");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
