using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StaffFlows.Workflows.Publicity;

/// <summary>
/// 公示文: what is made public, and nothing more (PIPL 6): year and month of birth only; no id number, phone or address of a person has
/// a place in it. Dates are the period's, which may still be lengthened.
/// </summary>
/// <param name="Basis">By which rule or procedure: 窗口服务人员选派程序.</param>
/// <param name="Purpose">What the persons are listed as: 窗口拟任用人选.</param>
/// <param name="Issuer">The issuing body.</param>
public sealed record Notice(string Title, string Basis, string Purpose, ImmutableArray<NoticePerson> Persons, NoticeChannels Channels, string Issuer)
{
    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>SHA-256 of the text in lower-case hex: what was approved is what hangs.</summary>
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    public string ToJson() => JsonSerializer.Serialize(this, Form);

    public static Notice FromJson(string json) => JsonSerializer.Deserialize<Notice>(json, Form)!;

    /// <summary>根据……现予公示，接受社会监督。</summary>
    public string Introduction => Persons.Length == 1
        ? $"根据{Basis}，{Persons[0].Name}为{Purpose}，现予公示，接受社会监督。"
        : $"根据{Basis}，{Persons[0].Name}等 {Persons.Length} 人为{Purpose}，现予公示，接受社会监督。";

    /// <summary>As whoever approves the text reads it.</summary>
    public string ToText(int workingDays)
    {
        var text = new StringBuilder().AppendLine(Title).AppendLine().AppendLine(Introduction).AppendLine().AppendLine($"一、{Purpose}");
        foreach (var (index, person) in Persons.Index()) text.AppendLine($"{index + 1}. {person.ToText()}");
        return text.AppendLine().AppendLine("二、公示期").AppendLine($"{workingDays} 个工作日，自最后一处张贴起计算，到期日 24:00 结束。")
            .AppendLine().AppendLine("三、异议受理").AppendLine(Channels.ToText())
            .AppendLine().Append(Issuer).ToString().ReplaceLineEndings("\n");
    }
}

/// <param name="PersonId">For the office; not shown.</param>
/// <param name="Name">Told apart from others of that name by unit or by the end of the staff number.</param>
/// <param name="Gender">As in the register: M, F, or empty.</param>
/// <param name="Born">Year and month: 1994-04; null where unknown.</param>
/// <param name="Post">Where the person is to be, or what the person is listed for; null where it says nothing.</param>
public sealed record NoticePerson(string PersonId, string Name, string Gender, string? Born, string? Education, string Unit, string? Post)
{
    internal string ToText() => string.Join('，', new[]
    {
        Name,
        Gender switch { "M" => "男", "F" => "女", _ => null },
        Born is [.. var year, '-', var m1, var m2] ? $"{year}年{int.Parse([m1, m2], System.Globalization.CultureInfo.InvariantCulture)}月" : null,
        Education,
        Unit,
        Post,
    }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>受理渠道: where opinions are taken.</summary>
public sealed record NoticeChannels(string Office, string Phone, string? Email, string? Address)
{
    internal string ToText() => string.Join('\n', new[]
    {
        $"受理部门：{Office}", $"电话：{Phone}", Email is null ? null : $"邮箱：{Email}", Address is null ? null : $"地址：{Address}",
    }.OfType<string>());
}
