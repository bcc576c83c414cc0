using System.Collections.Immutable;
using System.Globalization;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Documents;

/// <summary>How papers name persons, and what they have decided.</summary>
internal static class PersonWords
{
    /// <summary>What the register has of a person; no id number and no address.</summary>
    public static ImmutableArray<Placeholder> Placeholders { get; } =
    [
        Placeholder.Text("name", "姓名", "Name", "张明", "李芳", "王建国"),
        Placeholder.Text("staffNo", "工号", "Staff number", "LX0101", "LX0102", "LX0103"),
        Placeholder.Text("gender", "性别", "Gender", "男", "女", "男"),
        Placeholder.Text("born", "出生年月", "Year and month of birth", "1994年4月", "1990年11月", "1988年7月"),
        Placeholder.Text("education", "学历", "Education", "本科", "硕士研究生", "本科"),
        Placeholder.Text("employment", "人员类别", "Type of employment", "公务员", "事业单位人员", "公务员"),
        Placeholder.Text("unit", "现单位", "Home unit", "市人力资源和社会保障局", "市医疗保障局", "市自然资源局"),
        Placeholder.Text("position", "现职务", "Present post", "科员", "四级主任科员", "科员"),
    ];

    /// <param name="staffNo">Of nobody in the register: stands for itself.</param>
    public static DocumentValues WithPerson(this DocumentValues values, string? staffNo, Organisation organisation)
    {
        var person = organisation.FindByStaffNo(staffNo);
        return values
            .With("name", person?.Name ?? staffNo)
            .With("staffNo", staffNo)
            .With("gender", person?.Gender switch { "M" => "男", "F" => "女", _ => "" })
            .With("born", person?.BirthDate is { } born ? $"{born.Year}年{born.Month}月" : "")
            .With("education", person?.Education)
            .With("employment", person is null ? "" : EmploymentWords.Of(person.EmploymentType).Zh)
            .With("unit", person is null ? "" : organisation.HomeUnitOf(person).Name)
            .With("position", person?.Post);
    }

    public static string NameOf(string? staffNo, Organisation organisation) => organisation.FindByStaffNo(staffNo)?.Name ?? staffNo ?? "";

    public static string WindowOf(string? id, Organisation organisation) => id is not null && organisation.Windows.TryGetValue(id, out var window) ? window.Name : id ?? "";

    /// <summary>意见、签名、日期 of a step.</summary>
    public static ImmutableArray<Placeholder> Decision(string key, string name, string meaning, string sample) =>
    [
        Placeholder.Text($"{key}Opinion", $"{name}意见", $"{meaning}: opinion", sample),
        Placeholder.Text($"{key}By", $"{name}签名", $"{meaning}: by whom", "赵静"),
        Placeholder.Date($"{key}On", $"{name}日期", $"{meaning}: date", "2026年11月26日"),
    ];

    /// <summary>As it was decided; blank, with room to write, where it is not.</summary>
    public static DocumentValues WithDecision(this DocumentValues values, string key, UserTask? task, Organisation organisation)
    {
        var choice = task?.Outcomes.FirstOrDefault(o => o.Key == task.Outcome);
        var (by, behalf) = (organisation.FindPerson(task?.DecidedById)?.Name, organisation.FindPerson(task?.OnBehalfOfId)?.Name);
        var opinion = string.Join("。", new[] { choice?.Zh, task?.Opinion?.TrimEnd('。') }.Where(words => !string.IsNullOrEmpty(words)).Distinct());
        return values.WithSignature(key, opinion, behalf is null || behalf == by ? by : $"{by} 代 {behalf}", task?.ClosedAt);
    }

    /// <param name="by">His name.</param>
    public static DocumentValues WithSignature(this DocumentValues values, string key, string opinion, string? by, DateTimeOffset? at) => values
        .With($"{key}Opinion", opinion)
        .With($"{key}By", by)
        .With($"{key}On", at is { } known ? OfficeHours.Default.LocalDateOf(known) : null);
}
