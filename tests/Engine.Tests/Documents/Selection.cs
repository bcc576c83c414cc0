using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Personnel;
using StaffFlows.Workflows.Documents;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Engine.Tests.Documents;

/// <summary>Cases of a selection in the demo county at some point, as documents see them: u054 and u055 are recommended for two windows.</summary>
internal static class Selection
{
    public const string Recommended = """
        {"subject":"医保窗口选派","posts":[{"no":"1","window":"W05","title":"医保窗口","places":1}],
         "candidates":[{"person":"LX0055","post":"1","recommendation":"业务熟练。"},{"person":"LX0053","post":"1","recommendation":"服务热情。"}],"resumes":["a"]}
        """;

    public const string Reviewed = """
        {"posts":[{"no":"1","window":"W05","title":"医保窗口"}],"candidates":[{"person":"LX0055","post":"1"},{"person":"LX0053","post":"1"}],
         "checks":[{"person":"LX0053","rule":"SEL-03","verdict":"warn","text":"年龄原则上在45周岁以下","proof":"1979年2月"},{"person":"LX0055","rule":"SEL-03","verdict":"pass"}],
         "exceptions":[{"person":"LX0053","rule":"SEL-03","decision":"granted","decisionReason":"业务骨干"}],
         "reviews":[{"person":"LX0053","item":"政治素质","reviewer":"LX0006","verdict":"pass","remark":"无"}],
         "reviewResults":[{"person":"LX0053","verdict":"pass","opinion":"同意进入面试。"},{"person":"LX0055"}]}
        """;

    public const string Interviewed = """
        {"posts":[{"no":"1","window":"W05","title":"医保窗口"}],"candidates":[{"person":"LX0055","post":"1"},{"person":"LX0053","post":"1"}],"interviewOn":"2026-12-03","interviewTime":"09:00",
         "panel":[{"person":"LX0005","role":"chair"},{"person":"LX0006","role":"member"}],
         "scores":[{"person":"LX0055","panelist":"LX0005","knowledge":90,"communication":80,"response":85.50,"total":85.5},{"person":"LX0055","panelist":"LX0006","knowledge":88,"communication":82,"response":86,"total":85.6}],
         "ranking":[{"person":"LX0055","post":"1","score":85.55,"rank":1,"result":"proposed"}]}
        """;

    public static DocumentSource At(string form, string data, params UserTask[] tasks) => new(
        new Workflows.Cases.Case
        {
            Id = Guid.Empty, Procedure = form, ApplicantId = "E018", SubjectId = "E055", FormKey = form, FormVersion = 1, ProfileKey = "default", ProfileVersion = 1,
            CreatedAt = default, Data = JsonNode.Parse(data)!.AsObject(),
        },
        FormFile.Read(Repository.Read($"workflows/forms/{form}.json")).GetValue(),
        The_county.Today,
        [.. tasks],
        null);

    public static UserTask Decided(string step, string outcome, string words, string by, string? opinion = null) => new()
    {
        Id = Guid.Empty, CaseId = Guid.Empty, InstanceId = Guid.Empty, BookmarkId = Guid.Empty, ActivityExecutionId = Guid.Empty, StepId = step, StepName = step, Mode = UserTaskMode.One,
        CreatedAt = default, Reasons = [], Outcomes = [new(outcome, words, words, OutcomeIntent.Positive, false)], Outcome = outcome, Opinion = opinion, DecidedById = by,
        ClosedAt = new DateTimeOffset(2026, 11, 26, 17, 0, 0, TimeSpan.Zero), State = UserTaskState.Completed,
    };
}
