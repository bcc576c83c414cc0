using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>
/// The persons of the selection specs: u018 leads U10 and recommends; u006 is the personnel officer, u011 reviews with him, u005 is the deputy
/// director, u004 the director; u005, u008 and u009 interview; u007 posts, u003 files, u009 trains, u022 heads window W04, which has one vacancy.
/// 蓝采薇 is LX0055 (U10), 巩志远 LX0053 is 47, 计晓彤 LX0054 is temporary.
/// </summary>
internal static class SelectionSteps
{
    public static readonly DateTimeOffset InterviewAt = Hall.At(2026, 3, 17, 9, 30);

    private static readonly string[] Panel = ["LX0005", "LX0008", "LX0009"];

    public static object Post(string window = "W04", string title = "医保窗口", int places = 1, string? replaces = null, string no = "1") => new { no, window, title, places, replaces };

    public static object Candidate(string person, string post = "1") => new { person, post, recommendation = "业务骨干，熟悉窗口工作。" };

    /// <summary>What the unit hands in, with one file for each kind of material.</summary>
    public static async Task<Answer> TryRecommendAsync(this Hall hall, object[] posts, object[] candidates, string by = "u018", bool withFiles = true)
    {
        var unit = await hall.AsAsync(by);
        string[] files = withFiles ? [await UploadAsync(unit)] : [];
        return await unit.TryPostAsync("procedures/selection/cases", new
        {
            form = new { subject = "增补窗口人员", posts, candidates, resumes = files, educationCertificates = files, vocationalCertificates = files }, draft = false,
        });
    }

    public static async Task<Guid> RecommendedAsync(this Hall hall, params string[] candidates) =>
        (await hall.TryRecommendAsync([Post()], [.. (candidates.Length == 0 ? ["LX0055"] : candidates).Select(c => Candidate(c))])).Expect()["id"]!.GetValue<Guid>();

    public static async Task AcceptAsync(this Hall hall, Guid id) =>
        await (await hall.AsAsync("u006")).DoAsync(id, "受理", "accept", form: new { jointReviewer = "LX0011" });

    /// <summary>Both reviewers tick every item of everybody; <paramref name="failed"/> fails on the first item for u011.</summary>
    public static async Task ReviewAsync(this Hall hall, Guid id, string? failed = null)
    {
        foreach (var reviewer in new[] { "u006", "u011" })
        {
            var staff = await hall.AsAsync(reviewer);
            var rows = (await staff.TaskAsync(id, "联合资格审查"))["form"]!["checklist"]!.AsArray();
            var seen = new HashSet<string>();
            var ticked = rows.Select(row => new
            {
                id = row!["id"]!.ToString(), verdict = reviewer == "u011" && row["person"]!.ToString() == failed && seen.Add(failed) ? "fail" : "pass", remark = "核对档案。",
            }).ToArray();
            await staff.DoAsync(id, "联合资格审查", "submit", form: new { checklist = ticked });
        }
    }

    public static Task<Answer> TryScheduleAsync(this Hall hall, Guid id, string on = "2026-03-17", string time = "09:30", string[]? panel = null) =>
        hall.TryScheduleAsync(id, new { interviewOn = on, interviewTime = time, interviewPlace = "三楼会议室", panel = (panel ?? Panel).Select((person, i) => new { person, role = i == 0 ? "chair" : "member" }).ToArray() });

    public static async Task<Answer> TryScheduleAsync(this Hall hall, Guid id, object form) => await (await hall.AsAsync("u006")).TryDoAsync(id, "面试安排", "scheduled", form: form);

    public static async Task DeclareAsync(this Hall hall, Guid id)
    {
        foreach (var panelist in new[] { "u005", "u008", "u009" }) await (await hall.AsAsync(panelist)).DoAsync(id, "考官回避声明", "none");
    }

    public static async Task HoldAsync(this Hall hall, Guid id, params string[] absent)
    {
        var officer = await hall.AsAsync("u006");
        var rows = (await officer.TaskAsync(id, "面试组织"))["form"]!["attendance"]!.AsArray();
        await officer.DoAsync(id, "面试组织", "held", form: new
        {
            attendance = rows.Select(row => new { id = row!["id"]!.ToString(), attended = absent.Contains(row["person"]!.ToString()) ? "absent" : "present" }).ToArray(),
        });
    }

    /// <param name="marks">By person, the same in all dimensions; 85 for everybody else.</param>
    public static async Task ScoreAsync(this Hall hall, Guid id, params (string Person, decimal Mark)[] marks)
    {
        foreach (var panelist in new[] { "u005", "u008", "u009" }) await hall.ScoreAsAsync(panelist, id, marks);
    }

    public static async Task ScoreAsAsync(this Hall hall, string panelist, Guid id, params (string Person, decimal Mark)[] marks)
    {
        var staff = await hall.AsAsync(panelist);
        var rows = (await staff.TaskAsync(id, "面试评分"))["form"]!["scoreSheet"]!.AsArray();
        await staff.DoAsync(id, "面试评分", "submit", form: new
        {
            scoreSheet = rows.Select(row =>
            {
                var mark = marks.FirstOrDefault(m => m.Person == row!["person"]!.ToString(), ("", 85)).Item2;
                return new { id = row!["id"]!.ToString(), knowledge = mark, communication = mark, response = mark };
            }).ToArray(),
        });
    }

    public static async Task ApproveListAsync(this Hall hall, Guid id)
    {
        await (await hall.AsAsync("u006")).DoAsync(id, "拟定初步名单", "submit", form: new { opinionOffice = "督查考核科", opinionPhone = "0990-000-0108" });
        await (await hall.AsAsync("u004")).DoAsync(id, "审定初步名单", "agree");
        await hall.CarryOutAsync();
    }

    /// <summary>Up to the list that hangs at both venues from <paramref name="at"/> on.</summary>
    /// <param name="poster">Who posts for the first person's unit: u018 for U10, u023 for U05.</param>
    /// <returns>The publicity's case.</returns>
    public static async Task<Guid> PublicisedAsync(this Hall hall, Guid id, DateTimeOffset at, string poster = "u018")
    {
        var publicity = await hall.ChildAsync(id, "GS-");
        await (await hall.AsAsync("u005")).DecideAsync(publicity, "agree");
        await (await hall.AsAsync(poster)).DecideAsync(
            publicity, "posted", form: new { departmentPostedOn = $"{at:yyyy-MM-dd}", departmentPostedTime = $"{at:HH:mm}", departmentLink = $"https://unit.linxi.example/{publicity:N}" });
        await hall.PostInCentreAsync(publicity, at, $"https://linxi.example/{publicity:N}");
        return publicity;
    }

    /// <summary>Everything up to the approved list, for one place and the candidates of U10.</summary>
    public static async Task<Guid> ListedAsync(this Hall hall, (string Person, decimal Mark)[] marks, params string[] candidates)
    {
        var id = await hall.RecommendedAsync(candidates);
        await hall.InterviewAsync(id, marks);
        await hall.ApproveListAsync(id);
        return id;
    }

    /// <summary>From the recommendation to the scores, which are in at <see cref="InterviewAt"/>.</summary>
    public static async Task InterviewAsync(this Hall hall, Guid id, params (string Person, decimal Mark)[] marks)
    {
        await hall.AcceptAsync(id);
        await hall.ReviewAsync(id);
        (await hall.TryScheduleAsync(id)).Expect();
        await hall.DeclareAsync(id);
        await hall.AdvanceToAsync(InterviewAt);
        await hall.HoldAsync(id);
        await hall.ScoreAsync(id, marks);
    }

    /// <summary>Taken down by the unit that recommended him.</summary>
    /// <param name="withdrawnBy">candidate or unit.</param>
    public static async Task WithdrawAsync(this Hall hall, Guid id, string person, string withdrawnBy = "candidate") => await (await hall.AsAsync("u018")).DoAsync(
        id, "退出与终止", "withdraw", form: new { withdrawnPerson = person, withdrawnBy, withdrawalReason = "家庭原因" });

    public static async Task FileAsync(this Hall hall, Guid id, string number, DateOnly on)
    {
        await hall.CarryOutAsync();
        var filing = await hall.ChildAsync(id, "BA-");
        await (await hall.AsAsync("u018")).DecideAsync(filing, "submit", form: new { reportedOn = $"{on:yyyy-MM-dd}" });
        await (await hall.AsAsync("u003")).DecideAsync(filing, "file", form: new { filingNumber = number, filedOn = $"{on:yyyy-MM-dd}" });
        await hall.CarryOutAsync();
    }

    /// <returns>The arrival's case, where the training comes next.</returns>
    public static async Task<Guid> RegisteredAsync(this Hall hall, Guid id)
    {
        var arrival = await hall.ChildAsync(id, "SG-");
        await hall.RegisterAsync(arrival);
        return arrival;
    }

    public static async Task RegisterAsync(this Hall hall, Guid arrival, string phone = "16900000055")
    {
        var officer = await hall.AsAsync("u006");
        await officer.DecideAsync(arrival, "submit", form: new { education = "本科", school = "省行政学院", phone });
        await officer.DecideAsync(arrival, "agree");
    }

    /// <summary>The arrivals of a selection, by the staff number of whom they are about.</summary>
    public static async Task<Dictionary<string, Guid>> ArrivalsAsync(this Hall hall, Guid id)
    {
        var officer = await hall.AsAsync("u006");
        var arrivals = new Dictionary<string, Guid>();
        foreach (var started in (await officer.CaseAsync(id))["started"]!.AsArray().Where(c => c!["number"]!.ToString().StartsWith("SG-", StringComparison.Ordinal)))
        {
            var arrival = started!["id"]!.GetValue<Guid>();
            arrivals[(await officer.CaseAsync(arrival))["form"]!["person"]!.ToString()] = arrival;
        }

        return arrivals;
    }

    public static async Task TrainAsync(this Hall hall, Guid arrival, decimal mark, DateOnly to) =>
        await (await hall.AsAsync("u009")).DecideAsync(arrival, "graded", form: new { trainedFrom = $"{to:yyyy-MM-dd}", trainedTo = $"{to:yyyy-MM-dd}", theoryScore = mark, practiceScore = mark, conductScore = mark });

    public static async Task ArriveAsync(this Hall hall, Guid arrival, DateOnly on)
    {
        await (await hall.AsAsync("u022")).DecideAsync(arrival, "arrived", form: new { arrivedOn = $"{on:yyyy-MM-dd}", badge = "A-055", account = "lancw", partner = "LX0030" });
        await hall.CarryOutAsync();
    }

    /// <summary>The newest case of a kind that the selection has started.</summary>
    public static async Task<Guid> ChildAsync(this Hall hall, Guid id, string prefix) =>
        (await (await hall.AsAsync("u006")).CaseAsync(id))["started"]!.AsArray().Where(c => c!["number"]!.ToString().StartsWith(prefix, StringComparison.Ordinal))
            .MaxBy(c => c!["number"]!.ToString(), StringComparer.Ordinal)!["id"]!.GetValue<Guid>();

    /// <summary>Where a candidate stands.</summary>
    public static async Task<string> StandingAsync(this Hall hall, Guid id, string person) =>
        (await (await hall.AsAsync("u006")).CaseAsync(id))["form"]!["results"]!.AsArray().Single(row => row!["person"]!.ToString() == person)!["state"]!.ToString();

    /// <summary>One task of several that he has in a case.</summary>
    public static async Task<JsonObject> TaskAsync(this Staff staff, Guid id, string step)
    {
        foreach (var item in (await staff.InboxAsync()).Where(i => i["caseId"]!.GetValue<Guid>() == id))
        {
            var task = (await staff.GetAsync($"tasks/{item["id"]}")).Expect().AsObject();
            if (task["step"]!.ToString() == step) return task;
        }

        throw new InvalidOperationException($"{staff.UserName} has no task {step}; his inbox: {string.Join(", ", (await staff.InboxAsync()).Select(i => $"{i["title"]} / {i["step"]}"))}");
    }

    /// <param name="step">As people know it.</param>
    public static async Task<Answer> TryDoAsync(this Staff staff, Guid id, string step, string outcome, string? opinion = null, object? form = null) =>
        await staff.TryPostAsync($"tasks/{(await staff.TaskAsync(id, step))["id"]}/complete", new { outcome, opinion, form });

    public static async Task<JsonNode> DoAsync(this Staff staff, Guid id, string step, string outcome, string? opinion = null, object? form = null) =>
        (await staff.TryDoAsync(id, step, outcome, opinion, form)).Expect();

    private static async Task<string> UploadAsync(Staff staff)
    {
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes("个人简历"));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var form = new MultipartFormDataContent { { file, "file", "resume.txt" } };
        return (await Answer.ReadAsync(await staff.Client.PostAsync(new Uri("/api/v1/attachments", UriKind.Relative), form))).Expect()["id"]!.ToString();
    }
}
