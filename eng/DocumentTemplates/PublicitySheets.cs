namespace StaffFlows.DocumentTemplates;

/// <summary>公示 and 公示结果 (FX 7.2.4).</summary>
internal static class PublicitySheets
{
    private static readonly string[] Persons = ["{{序号}}", "{{姓名}}", "{{性别}}", "{{出生年月}}", "{{学历}}", "{{现单位}}", "{{拟任岗位}}"];
    private static readonly int[] Widths = [8, 13, 8, 22, 15, 28, 29];

    public static IEnumerable<Sheet> All =>
    [
        new Sheet("notice")
            .Title("{{公示标题}}")
            .Below("{{案号}}")
            .Text("{{公示说明}}")
            .Heading("一、{{名单性质}}")
            .Table(Widths, Header, Row.Each("公示名单", Persons))
            .Heading("二、公示期")
            .Text("{{公示期}}（{{公示天数}} 个工作日），到期日 24:00 结束。")
            .Heading("三、异议受理")
            .Text(
                "公示期内对公示人选有异议的，可署名或者匿名向受理部门反映，并提供具体事实和线索。",
                "受理部门：{{受理部门}}",
                "电话：{{受理电话}}",
                "邮箱：{{受理邮箱}}",
                "地址：{{受理地址}}")
            .Signed("{{发布单位}}", "{{张贴日期}}")
            .Proof(),
        new Sheet("publicity-result")
            .Title("公示结果")
            .Below("{{案号}}")
            .Text("《{{公示标题}}》已经公示期满。公示情况和结果如下：")
            .Heading("一、公示情况")
            .Text("公示期：{{公示期}}（{{公示天数}} 个工作日）。")
            .Table([1, 1], Row.Header("张贴地点", "张贴时间"), Row.Each("张贴情况", "{{张贴地点}}", "{{张贴时间}}"))
            .Heading("二、异议情况")
            .Text("收到异议 {{异议件数}} 件，经核查成立 {{成立件数}} 件。")
            .Heading("三、公示结果")
            .Text("{{结论}}", "无异议人员：")
            .Table(Widths, Header, Row.Each("无异议人员", Persons))
            .Text("{{#暂缓人员}}暂缓：{{姓名}}（{{现单位}}），异议核查结束后另行公布。{{/暂缓人员}}", "{{#取消资格人员}}取消资格：{{姓名}}（{{现单位}}）。{{/取消资格人员}}")
            .Signed("{{发布单位}}", "　　年　　月　　日")
            .Proof(),
    ];

    private static Row Header => Row.Header("序号", "姓名", "性别", "出生年月", "学历", "现单位", "拟任岗位");
}
