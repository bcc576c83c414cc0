using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Host.Tests.Tasks;
using StaffFlows.Testing;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.Forms;

/// <summary>
/// 面试评分: u030 hands in a list of candidates, u007 scores their papers, five panelists (u012 to u016) mark each of them without seeing
/// each other's marks.
/// </summary>
public sealed class Interviews : IAsyncLifetime
{
    private const string Form = """
        {
          "key": "interview", "title": {"zh": "面试评分表", "en": "Interview"},
          "sections": [{"fields": [
            {"key": "subject", "type": "text", "label": {"zh": "事由", "en": "Subject"}},
            {"key": "scores", "type": "table", "label": {"zh": "评分", "en": "Scores"}, "maxRows": 5, "columns": [
              {"key": "person", "type": "person", "label": {"zh": "人选", "en": "Candidate"}},
              {"key": "score", "type": "number", "label": {"zh": "得分", "en": "Score"}, "min": 0, "max": 100, "decimals": 1},
              {"key": "mark", "type": "number", "label": {"zh": "评委打分", "en": "Mark"}, "min": 0, "max": 100, "perPerson": true},
              {"key": "phone", "type": "text", "label": {"zh": "电话", "en": "Telephone"}, "sensitive": true},
              {"key": "local", "type": "checkbox", "label": {"zh": "本地户籍", "en": "Local"}}]}]}],
          "rights": {
            "start": {"subject": "required", "scores": "required", "scores.person": "required", "scores.score": "hidden", "scores.mark": "hidden"},
            "draft": {"scores": "read", "scores.score": "required", "scores.phone": "hidden", "scores.mark": "hidden"},
            "panel": {"scores": "read", "scores.mark": "required", "scores.phone": "hidden", "scores.score": "hidden"}
          }
        }
        """;

    public Hall Hall { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Hall = await Hall.OpenAsync();
        await SetUpAsync(Hall);
    }

    /// <summary>The form and the procedure.</summary>
    public static async Task SetUpAsync(Hall hall)
    {
        var form = FormFile.Read(Encoding.UTF8.GetBytes(Form)).GetValue();
        (await hall.Services.GetRequiredService<RuleStore>().ImportFormsAsync([form], null, CancellationToken.None)).Rejection.ShouldBeNull();
        await hall.PublishPanelOverAsync("interview", "interview", ("mode", "all"), ("waitForAll", true), ("blind", true));
    }

    public static object Application(params object[] rows) => new { form = new { subject = "窗口选派面试", scores = rows }, draft = false };

    public async Task<Guid> SubmittedAsync() =>
        (await (await Hall.AsAsync("u030")).PostAsync(
            "procedures/interview/cases", Application(new { person = "LX0031", phone = "16900000031", local = true }, new { person = "LX0032" })))["id"]!.GetValue<Guid>();

    public async Task<Guid> AtPanelAsync()
    {
        var id = await SubmittedAsync();
        await (await Hall.AsAsync("u007")).DecideAsync(id, "yes", "已核", Rows(("1", "score", 80), ("2", "score", 75.5)));
        return id;
    }

    public static JsonObject Rows(params (string Id, string Column, double Value)[] cells) =>
        new() { ["scores"] = new JsonArray([.. cells.Select(cell => (JsonNode)new JsonObject { ["id"] = cell.Id, [cell.Column] = cell.Value })]) };

    public async Task DisposeAsync() => await Hall.DisposeAsync();
}
