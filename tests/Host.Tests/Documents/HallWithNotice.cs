using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Documents;

/// <summary>One hall with one running publicity for all situations of a class: u007 publishes, u005 approves, u018 and u007 post; u055 (蓝采薇) is on the list.</summary>
public sealed class HallWithNotice : IAsyncLifetime
{
    public Hall Hall { get; private set; } = null!;

    public Guid Publicity { get; private set; }

    public async Task InitializeAsync()
    {
        Hall = await Hall.OpenAsync();
        var officer = await Hall.AsAsync("u007");
        Publicity = (await officer.PostAsync("procedures/publicity/cases", new
        {
            form = new { title = "关于窗口拟任用人员的公示", basis = "窗口服务人员选派程序", purpose = "窗口拟任用人选", persons = "LX0055 医保窗口\nLX0053", opinionOffice = "督查考核科", opinionPhone = "0990-0000108" }, draft = false,
        }))["id"]!.GetValue<Guid>();
        await (await Hall.AsAsync("u005")).DecideAsync(Publicity, "agree");
        await (await Hall.AsAsync("u018")).DecideAsync(Publicity, "posted", form: new { departmentPostedOn = "2026-11-23", departmentPostedTime = "09:00", departmentLink = "https://u10.example/1" });
        await officer.DecideAsync(Publicity, "posted", form: new { centrePostedOn = "2026-11-23", centrePostedTime = "09:00", centreLink = "https://centre.example/1" });
    }

    public async Task DisposeAsync() => await Hall.DisposeAsync();
}
