using System.Globalization;
using System.Text.Json.Nodes;

namespace StaffFlows.Drills.Cluster;

/// <summary>Two colleagues at one window: one takes leave, the other stands in; and who decides about it.</summary>
internal sealed record Pair(int Number, string Applicant, string ApplicantId, string StandIn, string StandInStaffNo, string Head, string Deputy);

/// <summary>
/// The demo's organisation grown to 600 people: six more departments with eight windows each, and five pairs of colleagues at every window.
/// The same in every run, and read by the host's own import.
/// </summary>
internal sealed class HallOfSixHundred : IDisposable
{
    private const int People = 600;
    private const int Departments = 6;
    private const int WindowsEach = 8;
    private const int StaffEach = 10;
    private const string File = "demo-organisation.json";
    private const string Surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许";
    private const string GivenNames = "安邦承德恩方光和嘉康礼明宁平庆仁思泰文兴";

    private readonly List<Pair> pairs = [];
    private int last;

    private HallOfSixHundred(string folder) => Folder = folder;

    /// <summary>For configuration <c>Workflows:Folder</c>.</summary>
    public string Folder { get; }

    public IReadOnlyList<Pair> Pairs => pairs;

    public static HallOfSixHundred Write()
    {
        var hall = new HallOfSixHundred(Directory.CreateTempSubdirectory("staffflows-hall-").FullName);
        var source = RepositoryFolder.Of("workflows");
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(hall.Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            System.IO.File.Copy(file, target);
        }

        hall.Grow(Path.Combine(hall.Folder, File));
        return hall;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Grow(string file)
    {
        var organisation = JsonNode.Parse(System.IO.File.ReadAllText(file))!.AsObject();
        var (units, windows, people) = (organisation["units"]!.AsArray(), organisation["windows"]!.AsArray(), organisation["people"]!.AsArray());
        for (var department = 1; department <= Departments; department++)
        {
            var unit = $"G{department}";
            var (leader, deputy) = (Add(people, unit, null, "UnitLeader"), Add(people, unit, null, "UnitDeputyLeader"));
            units.Add(new JsonObject { ["id"] = unit, ["name"] = $"第{department}派驻单位", ["type"] = "StationedDepartment", ["leaderId"] = leader.Id, ["deputyLeaderId"] = deputy.Id, ["stationed"] = true });
            for (var window = 1; window <= WindowsEach; window++)
            {
                var id = $"{unit}W{window}";
                var head = Add(people, unit, id, "WindowHead");
                windows.Add(new JsonObject { ["id"] = id, ["name"] = $"{department}-{window}号窗口", ["type"] = "ComprehensiveWindow", ["ownerUnitId"] = unit, ["headId"] = head.Id });
                var staff = Enumerable.Range(0, StaffEach).Select(_ => Add(people, unit, id, "WindowStaff")).ToList();
                foreach (var two in staff.Chunk(2))
                    pairs.Add(new(pairs.Count, two[0].UserName, two[0].Id, two[1].UserName, two[1].StaffNo, head.UserName, deputy.UserName));
            }
        }

        while (people.Count < People) Add(people, "G6", null, "BackOfficeApprover");
        System.IO.File.WriteAllText(file, organisation.ToJsonString());
    }

    private (string Id, string StaffNo, string UserName) Add(JsonArray people, string unit, string? window, string role)
    {
        last++;
        var (id, staffNo, userName) = (Numbered("P"), Numbered("HX"), Numbered("h"));
        people.Add(new JsonObject
        {
            ["id"] = id, ["staffNo"] = staffNo, ["userName"] = userName, ["gender"] = last % 2 == 0 ? "F" : "M",
            ["name"] = $"{Surnames[last % Surnames.Length]}{GivenNames[last / Surnames.Length % GivenNames.Length]}{GivenNames[last % 7]}",
            ["employmentType"] = "PublicInstitution", ["homeUnitId"] = unit, ["windowId"] = window, ["roles"] = new JsonArray(role),
            ["birthDate"] = "1998-05-04", ["firstWorkDate"] = "2020-07-01", ["onPostDate"] = "2022-02-24",
            ["mobile"] = string.Create(CultureInfo.InvariantCulture, $"169{last:00000000}"), ["email"] = $"{userName}@hall.example", ["status"] = "OnPost",
        });
        return (id, staffNo, userName);
    }

    private string Numbered(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{last:0000}");
}
