using System.Collections.Immutable;
using System.Globalization;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Documents;

/// <summary>公示 and 公示结果 (FX 7.2.4): no more of a person than the notice itself tells (PIPL 6).</summary>
public static class PublicityDocuments
{
    private const string Form = "publicity";

    private static readonly ImmutableArray<Placeholder> Heading =
    [
        Placeholder.Text("title", "公示标题", "Title of the notice", "关于张明等 3 人拟任窗口工作人员的公示"),
        Placeholder.Text("purpose", "名单性质", "What the persons are listed as", "窗口拟任用人选"),
        Placeholder.Text("period", "公示期", "First to last day", "2026年12月1日至2026年12月7日"),
        Placeholder.Text("workingDays", "公示天数", "Working days of the period", "5"),
        Placeholder.Text("issuer", "发布单位", "Issuing body", "东江市政务服务中心"),
    ];

    public static DocumentKind Notice { get; } = new(
        "notice",
        new("公示", "Public notice"),
        Form,
        [
            .. Heading,
            Placeholder.Text("introduction", "公示说明", "The opening sentence", "根据窗口服务人员选派程序，张明等 3 人为窗口拟任用人选，现予公示，接受社会监督。"),
            Persons("persons", "公示名单", "The persons listed"),
            Placeholder.Text("office", "受理部门", "Where opinions are taken", "政务服务中心人事科"),
            Placeholder.Text("phone", "受理电话", "Its telephone", "0762-1234567"),
            Placeholder.Text("email", "受理邮箱", "Its e-mail; blank where there is none", "rsk@example.gov.cn"),
            Placeholder.Text("address", "受理地址", "Its address; blank where there is none", "政务服务中心三楼 305 室"),
            Placeholder.Date("postedOn", "张贴日期", "Of the later posting", "2026年11月30日"),
        ],
        [PublicityFields.Title, PublicityFields.Basis, PublicityFields.Purpose, PublicityFields.Persons],
        source => source.Notice is { } published ? [Of(source, published)] : []);

    public static DocumentKind Result { get; } = new(
        "publicity-result",
        new("公示结果", "Result of the publicity"),
        Form,
        [
            .. Heading,
            Placeholder.Rows(
                "postings",
                "张贴情况",
                "Where and when it hung",
                Placeholder.Text("venue", "张贴地点", "Venue", "派驻部门", "政务服务中心", "政务服务中心"),
                Placeholder.Text("postedAt", "张贴时间", "Date and time", "2026年11月30日 09:30", "2026年11月30日 10:05", "2026年11月30日 10:05")),
            Placeholder.Text("objections", "异议件数", "How many objections were received", "1"),
            Placeholder.Text("upheld", "成立件数", "How many of them were right", "0"),
            Persons("passed", "无异议人员", "Persons against whom nothing stands"),
            Persons("held", "暂缓人员", "Persons who wait for an open objection"),
            Persons("disqualified", "取消资格人员", "Persons whose qualification was cancelled"),
            Placeholder.Text("conclusion", "结论", "The result in a sentence", "公示期满，收到异议 1 件，经核查成立 0 件；3 人通过公示，0 人暂缓，0 人取消资格。"),
        ],
        [PublicityFields.Title, PublicityFields.Basis, PublicityFields.Purpose, PublicityFields.Persons],
        source => source.Notice is { Result: { } result } published ? [new("", null, Of(published, result))] : []);

    private static DocumentDraft Of(DocumentSource source, PublishedNotice published)
    {
        var notice = published.Notice;
        var values = Headed(published)
            .With("introduction", notice.Introduction)
            .With("persons", Rows(notice.Persons))
            .With("office", notice.Channels.Office)
            .With("phone", notice.Channels.Phone)
            .With("email", notice.Channels.Email)
            .With("address", notice.Channels.Address)
            .With("postedOn", published.PostedOn);
        return new("", null, values) { Proof = ($"/notices/{source.Case.Id}", published.Digest) };
    }

    private static DocumentValues Of(PublishedNotice published, PublicityResult result)
    {
        var sentence = result.Objections == 0
            ? $"公示期满，未收到异议；{result.Passed.Length} 人通过公示。"
            : $"公示期满，收到异议 {result.Objections} 件，经核查成立 {result.Upheld} 件；{result.Passed.Length} 人通过公示，{result.Held.Length} 人暂缓，{result.Disqualified.Length} 人取消资格。";
        return Headed(published)
            .With("postings", result.Postings.Select(p => DocumentValues.Empty.With("venue", p.Venue is Venue.Department ? "派驻部门" : "政务服务中心").With("postedAt", Moment(p.PostedAt))))
            .With("objections", $"{result.Objections}")
            .With("upheld", $"{result.Upheld}")
            .With("passed", Rows(Among(result.Passed)))
            .With("held", Rows(Among(result.Held)))
            .With("disqualified", Rows(Among(result.Disqualified)))
            .With("conclusion", sentence);

        IEnumerable<NoticePerson> Among(ImmutableArray<string> ids) => published.Notice.Persons.Where(p => ids.Contains(p.PersonId));
    }

    private static DocumentValues Headed(PublishedNotice published) => DocumentValues.Empty
        .With("title", published.Notice.Title)
        .With("purpose", published.Notice.Purpose)
        .With("period", Period(published))
        .With("workingDays", $"{published.WorkingDays}")
        .With("issuer", published.Notice.Issuer);

    private static string Period(PublishedNotice published) => published is { FirstDay: { } first, LastDay: { } last }
        ? $"{Day(first)}至{Day(last)}{(published.IsProvisional ? "（暂定）" : "")}"
        : $"{published.WorkingDays} 个工作日，自最后一处张贴起计算";

    private static Placeholder Persons(string key, string name, string meaning) => Placeholder.Rows(
        key,
        name,
        meaning,
        Placeholder.Text("index", "序号", "Number in the list", "1", "2", "3"),
        Placeholder.Text("name", "姓名", "Name, told apart from others of that name", "张明", "李芳", "王建国"),
        Placeholder.Text("gender", "性别", "Gender", "男", "女", "男"),
        Placeholder.Text("born", "出生年月", "Year and month of birth", "1994年4月", "1990年11月", "1988年7月"),
        Placeholder.Text("education", "学历", "Education", "本科", "硕士研究生", "本科"),
        Placeholder.Text("unit", "现单位", "Home unit", "市人力资源和社会保障局", "市医疗保障局", "市自然资源局"),
        Placeholder.Text("post", "拟任岗位", "Post", "社保医保专区 社保窗口", "社保医保专区 医保窗口", "不动产登记窗口"));

    private static IEnumerable<DocumentValues> Rows(IEnumerable<NoticePerson> persons) => persons.Select((person, index) => DocumentValues.Empty
        .With("index", $"{index + 1}")
        .With("name", person.Name)
        .With("gender", person.Gender switch { "M" => "男", "F" => "女", _ => "" })
        .With("born", DateOnly.TryParseExact($"{person.Born}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? $"{month.Year}年{month.Month}月" : "")
        .With("education", person.Education)
        .With("unit", person.Unit)
        .With("post", person.Post));

    private static string Day(DateOnly date) => date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, BusinessClock.Zone).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);
}
