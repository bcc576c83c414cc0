namespace StaffFlows.DocumentTemplates;

/// <summary>登记备案表 (附录G), 岗前培训合格单, 上岗通知.</summary>
internal static class ArrivalSheets
{
    private static readonly int[] Quarters = [19, 31, 19, 31];

    public static IEnumerable<Sheet> All => [Registration, Training, OnPost];

    private static Sheet Registration => new Sheet("registration")
        .Title("窗口人员登记备案表")
        .Below("案号：{{案号}}　　备案号：{{备案号}}")
        .Table(
            Quarters,
            [
                .. SelectionSheets.Person,
                Row.Of(Cell.Label("毕业院校"), Cell.Centred("{{毕业院校}}"), Cell.Label("政治面貌"), Cell.Centred("{{政治面貌}}")),
                Row.Of(Cell.Label("职业资格"), Cell.Centred("{{职业资格}}"), Cell.Label("联系电话"), Cell.Centred("{{联系电话}}")),
                Row.Of(Cell.Label("进驻窗口"), Cell.Centred("{{窗口}}"), Cell.Label("岗　　位"), Cell.Centred("{{岗位}}")),
                Row.High(18, Cell.Label("业务专长"), Cell.Value("{{业务专长}}", 3)),
                Row.High(
                    24,
                    Cell.Label("组织关系转接"),
                    Cell.Lined(3, "党组织关系转入：{{党组织关系转入日期}}", "团组织关系转入：{{团组织关系转入日期}}", "工会关系转入：{{工会关系转入日期}}", "{{关系转接说明}}")),
                Row.High(24, Cell.Label("本人签名"), new Cell(3, CellLook.Opinion, "以上情况属实。", "签名：　　　　　　　　", "　　年　　月　　日")),
                Row.Opinion("政务服务中心核验意见", 3, "{{核验意见}}", "{{核验签名}}", "{{核验日期}}", 30),
            ])
        .Proof();

    private static Sheet Training => new Sheet("training-pass")
        .Title("岗前培训合格单")
        .Below("案号：{{案号}}")
        .Table(
            Quarters,
            [
                .. SelectionSheets.Person,
                Row.Of(Cell.Label("窗　　口"), Cell.Centred("{{窗口}}"), Cell.Label("岗　　位"), Cell.Centred("{{岗位}}")),
                Row.Of(Cell.Label("培训时间"), Cell.Centred("{{培训开始日期}}至{{培训结束日期}}", 3)),
            ])
        .Table(
            [1, 1, 1, 1],
            Row.Header("理论知识", "业务能力", "形象礼仪", "考核次数"),
            Row.Of(Cell.Centred("{{理论知识成绩}}"), Cell.Centred("{{业务能力成绩}}"), Cell.Centred("{{形象礼仪成绩}}"), Cell.Centred("{{考核次数}}")))
        .Text("{{姓名}}同志参加岗前培训，经考核合格，可以上岗。{{培训说明}}")
        .Table([16, 84], Row.Opinion("培训经办人", 1, "{{培训意见}}", "{{培训签名}}", "{{培训日期}}", 30))
        .Signed("{{政务服务中心}}", "　　年　　月　　日")
        .Proof();

    private static Sheet OnPost => new Sheet("on-post-notice")
        .Title("上岗通知")
        .Below("案号：{{案号}}　　备案号：{{备案号}}")
        .Text(
            "{{现单位}}：",
            "你单位选派的{{姓名}}同志已完成备案、登记和岗前培训，经考核合格，自{{到岗日期}}起到政务服务中心窗口正式上岗。")
        .Table(
            Quarters,
            Row.Of(Cell.Label("姓　　名"), Cell.Centred("{{姓名}}"), Cell.Label("工　　号"), Cell.Centred("{{工号}}")),
            Row.Of(Cell.Label("窗　　口"), Cell.Centred("{{窗口}}"), Cell.Label("岗　　位"), Cell.Centred("{{岗位}}")),
            Row.Of(Cell.Label("到岗日期"), Cell.Centred("{{到岗日期}}"), Cell.Label("工 牌 号"), Cell.Centred("{{工牌号}}")),
            Row.Of(Cell.Label("AB岗搭档"), Cell.Centred("{{AB岗搭档}}"), Cell.Label("窗口负责人"), Cell.Centred("{{窗口负责人签名}}")))
        .Text("窗口工作人员在岗期间由政务服务中心和派出单位双重管理，人员应保持相对稳定；确需调整的，请事先与政务服务中心协商一致。")
        .Signed("{{政务服务中心}}", "　　年　　月　　日")
        .Proof();
}
