namespace StaffFlows.DocumentTemplates;

/// <summary>推荐表, 资格审查表, 面试评分表, 面试成绩汇总表, 备案表.</summary>
internal static class SelectionSheets
{
    private static readonly int[] Quarters = [19, 31, 19, 31];

    public static IEnumerable<Sheet> All => [Recommendation, Qualification, ScoreSheet, Summary, Filing];

    /// <summary>The person, as the first rows of a form have him.</summary>
    public static Row[] Person =>
    [
        Row.Of(Cell.Label("姓　　名"), Cell.Centred("{{姓名}}"), Cell.Label("性　　别"), Cell.Centred("{{性别}}")),
        Row.Of(Cell.Label("出生年月"), Cell.Centred("{{出生年月}}"), Cell.Label("学　　历"), Cell.Centred("{{学历}}")),
        Row.Of(Cell.Label("现 单 位"), Cell.Centred("{{现单位}}"), Cell.Label("现 职 务"), Cell.Centred("{{现职务}}")),
        Row.Of(Cell.Label("人员类别"), Cell.Centred("{{人员类别}}"), Cell.Label("工　　号"), Cell.Centred("{{工号}}")),
    ];

    private static Row Post => Row.Of(Cell.Label("拟任窗口"), Cell.Centred("{{拟任窗口}}"), Cell.Label("拟任岗位"), Cell.Centred("{{拟任岗位}}"));

    private static Sheet Recommendation => new Sheet("recommendation")
        .Title("窗口服务人员推荐表")
        .Below("案号：{{案号}}")
        .Table(
            Quarters,
            [
                .. Person,
                Post,
                Row.High(32, Cell.Label("推荐理由"), Cell.Value("{{推荐理由}}", 3)),
                Row.Of(Cell.Label("附　　件"), Cell.Value("{{个人简历}} 个人简历　{{学历证书}} 学历证书　{{职业资格证书}} 职业资格证书　{{其他材料}} 其他材料", 3)),
                Row.Opinion("推荐单位意见", 3, "{{单位意见}}", "{{单位签名}}", "{{单位日期}}", 34),
                Row.Opinion("政务服务中心受理意见", 3, "{{受理意见}}", "{{受理签名}}", "{{受理日期}}", 34),
            ])
        .Proof();

    private static Sheet Qualification => new Sheet("qualification-review")
        .Title("窗口服务人员资格审查表")
        .Below("案号：{{案号}}")
        .Table(Quarters, [.. Person, Post])
        .Table(
            [14, 30, 14, 22, 20],
            Row.Header("规则", "规则内容", "审查结果", "依据", "例外决定"),
            Row.Each("自动审查", "{{规则}}", "{{规则内容}}", "{{审查结果}}", "{{依据}}", "{{例外决定}}"))
        .Table(
            [34, 20, 16, 30],
            Row.Header("审查项目", "审查人", "审查意见", "备注"),
            Row.Each("联合审查", "{{审查项目}}", "{{审查人}}", "{{审查意见}}", "{{备注}}"))
        .Table(
            Quarters,
            Row.Of(Cell.Label("审查结论"), Cell.Centred("{{审查结论}}", 3)),
            Row.High(18, Cell.Label("综合意见"), Cell.Value("{{综合意见}}", 3)),
            Row.Opinion("分管领导意见", 3, "{{分管领导意见}}", "{{分管领导签名}}", "{{分管领导日期}}", 28))
        .Proof();

    private static Sheet ScoreSheet => new Sheet("score-sheet")
        .Title("窗口服务人员面试评分表")
        .Below("案号：{{案号}}　　{{选派事由}}")
        .Table(
            Quarters,
            Row.Of(Cell.Label("面试时间"), Cell.Centred("{{面试日期}} {{面试时间}}"), Cell.Label("面试地点"), Cell.Centred("{{面试地点}}")),
            Row.Of(Cell.Label("考　　官"), Cell.Centred("{{考官姓名}}"), Cell.Label("职　　责"), Cell.Centred("{{考官职责}}")))
        .Table(
            [9, 16, 25, 15, 14, 14, 12],
            Row.Header("序号", "姓名", "应聘岗位", "政务服务知识", "沟通能力", "应变能力", "总分"),
            Row.Each("评分", "{{序号}}", "{{姓名}}", "{{应聘岗位}}", "{{政务服务知识}}", "{{沟通能力}}", "{{应变能力}}", "{{总分}}"))
        .Table([16, 84], Row.High(24, Cell.Label("考官签名"), new Cell(1, CellLook.Opinion, "", "签名：　　　　　　　　", "　　年　　月　　日")))
        .Proof();

    private static Sheet Summary => new Sheet("score-summary", isLandscape: true)
        .Title("窗口服务人员面试成绩汇总表")
        .Below("案号：{{案号}}　　{{选派事由}}　　{{面试日期}} {{面试时间}}　{{面试地点}}")
        .Table(
            [7, 12, 24, 20, 22, 11, 10, 20],
            Row.Header("名次", "姓名", "现单位", "应聘岗位", "各考官评分", "最终成绩", "结果", "备注"),
            Row.Each("成绩汇总", "{{名次}}", "{{姓名}}", "{{现单位}}", "{{应聘岗位}}", "{{各考官评分}}", "{{最终成绩}}", "{{结果}}", "{{备注}}"))
        .Table(
            [12, 38, 12, 38],
            Row.Of(Cell.Label("考官"), Cell.Value("{{考官名单}}", 3)),
            Row.High(26, Cell.Label("主考官"), new Cell(1, CellLook.Opinion, "", "签名：　　　　　　　　", "　　年　　月　　日"), Cell.Label("中心主任意见"), new Cell(1, CellLook.Opinion, "{{主任意见}}", "签名（盖章）：{{主任签名}}", "{{主任日期}}")))
        .Proof();

    private static Sheet Filing => new Sheet("filing", isLandscape: true)
        .Title("窗口工作人员备案表")
        .Below("案号：{{案号}}　　报送日期：{{报送日期}}")
        .Table(
            [6, 11, 6, 17, 13, 25, 20, 17, 24],
            Row.Header("序号", "姓名", "性别", "出生年月", "学历", "现单位", "拟任窗口", "拟任岗位", "公示编号"),
            Row.Each("备案人员", "{{序号}}", "{{姓名}}", "{{性别}}", "{{出生年月}}", "{{学历}}", "{{现单位}}", "{{拟任窗口}}", "{{拟任岗位}}", "{{公示编号}}"))
        .Table(
            [30, 15, 15, 15, 15],
            Row.Header("窗口", "核定人数", "在岗人数", "本次备案", "备案后人数"),
            Row.Each("窗口人数", "{{窗口}}", "{{核定人数}}", "{{在岗人数}}", "{{本次备案}}", "{{备案后人数}}"))
        .Table(
            [12, 38, 12, 38],
            Row.Of(Cell.Label("说明"), Cell.Value("{{说明}}", 3)),
            Row.High(22, Cell.Label("报送单位"), new Cell(1, CellLook.Opinion, "{{报送单位意见}}", "签名（盖章）：{{报送单位签名}}", "{{报送单位日期}}"), Cell.Label("备案机关"), new Cell(1, CellLook.Opinion, "{{备案机关意见}}　备案号：{{备案号}}", "签名（盖章）：{{备案机关签名}}", "{{备案日期}}")))
        .Proof();
}
