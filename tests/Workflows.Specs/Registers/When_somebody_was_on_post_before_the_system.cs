using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Specs.Registers;

/// <summary>钱溪亭 (E030) is at W04 since 27 February 2023, by no selection of this system; 蓝采薇 (E055) was posted by one and has left since, nobody wrote down when.</summary>
public sealed class When_somebody_was_on_post_before_the_system
{
    [Fact]
    public async Task TC_7_his_two_years_count_from_the_day_in_the_register_and_the_page_says_that_no_selection_brought_him()
    {
        await using var hall = await Hall.OpenAsync();

        var row = (await RowsAsync(hall, "q=LX0030")).ShouldHaveSingleItem();

        (row.Text("since"), row.Text("twoYearsOn"), row["until"], row["selection"], row.Text("state")).ShouldBe(("2023-02-27", "2025-02-27", null, null, "twoYears"));
        (await BookAsync(hall, "q=LX0030"))[1].ShouldContain("不经选派或启用前上岗");
        (await RowsAsync(hall, "q=LX0003")).ShouldBeEmpty("who has no first day on post has no two years to count");
    }

    [Fact]
    public async Task A_posting_whose_end_nobody_wrote_down_says_so()
    {
        await using var hall = await Hall.OpenAsync();
        (await hall.Services.GetRequiredService<IWriteQueue>().WriteAsync<bool>((db, _) =>
        {
            db.Candidacies.Add(new StoredCandidacy
            {
                Id = Guid.CreateVersion7(), CaseId = Guid.CreateVersion7(), PersonId = "E055", PostNo = "1", WindowId = "W04", Title = "医保窗口", State = CandidacyState.OnPost,
                RecommendedOn = new(2024, 1, 8), OnPostDate = new(2024, 3, 1), UpdatedAt = Hall.OpensAt,
            });
            return Task.FromResult<Result<bool>>(true);
        }, CancellationToken.None)).Rejection.ShouldBeNull();

        var row = (await RowsAsync(hall, "q=LX0055")).ShouldHaveSingleItem();

        (row.Text("state"), row["until"]).ShouldBe(("ended", null));
        (await BookAsync(hall, "q=LX0055"))[1].ShouldContain("未登记");
    }

    private static async Task<IReadOnlyList<JsonObject>> RowsAsync(Hall hall, string query) =>
        [.. (await (await hall.AsAsync("u006")).GetAsync($"registers/postings?{query}")).Expect()["items"]!.AsArray().Select(row => row!.AsObject())];

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> BookAsync(Hall hall, string query) =>
        Workbook.Read(await (await hall.AsAsync("u006")).Client.GetByteArrayAsync(new Uri($"/api/v1/registers/postings/export?{query}", UriKind.Relative))).Rows;
}
