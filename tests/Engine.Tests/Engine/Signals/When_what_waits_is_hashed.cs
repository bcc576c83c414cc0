using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Signals;

/// <summary>The answers were computed elsewhere, from the text that Elsa's formula makes.</summary>
public sealed class When_what_waits_is_hashed
{
    public static TheoryData<object, string, string> Payloads => new()
    {
        { new EventStimulus("Go"), "873FF5128077BDEF78C71BD29BA4EF552645F085EE16E1F9806B92ED28A1F034", "name and payload" },
        { new EventStimulus("请假"), "9377605835DEB2D18BC5B020CCCFC6033CCD0354E72B5E83BD3BA186DA84DA1D", "beyond ASCII is escaped" },
        { new EventStimulus("a<b\""), "89AC884886D18DE65604B52739D033DDE40B17067E97B25B0D01BDD230F1310B", "what HTML could misread is escaped" },
        { JsonValues.Null, "8FA508076C8FFCB7D206A2F2355B0FBBE81FD6CC89D124B884DDAAEFF6B013EB", "no payload leaves nothing behind the name" },
        { JsonElement.Parse("""{ "EventName": "Go", "Nothing": null }"""), "873FF5128077BDEF78C71BD29BA4EF552645F085EE16E1F9806B92ED28A1F034", "nulls and blanks of JSON make no difference" },
    };

    [Theory]
    [MemberData(nameof(Payloads))]
    public void It_is_Elsas_hash(object payload, string expected, string reason) =>
        BookmarkHash.Compute("Elsa.Event", payload, null).ShouldBe(expected, reason);

    [Fact]
    public void A_task_is_found_by_its_id_alone_and_keeps_its_name()
    {
        BookmarkHash.Compute("Elsa.RunTask", new RunTaskStimulus("4f2a", "one"), null)
            .ShouldBe("4135D70744C3FA193838E0C51BBF77690A270AD1BF50DBFA249F2011B0D94DFC");
        JsonValues.From(new RunTaskStimulus("4f2a", "one")).GetRawText().ShouldBe("""{"TaskId":"4f2a","TaskName":"one"}""");
    }

    [Fact]
    public void Many_children_are_found_by_their_parent_however_many_they_are() =>
        BookmarkHash.Compute("Elsa.BulkDispatchWorkflows", new ChildrenStimulus("p", 7), null)
            .ShouldBe("91370B9F402C0F9357A012BE4C646AEB634E1775CDC871900FCEEB92FB2F5EB1");

    [Fact]
    public void A_text_counts_as_it_is() =>
        BookmarkHash.Compute("X", JsonElement.Parse("\"a b\"")).ShouldBe(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData("X|a b"u8)));

    [Fact]
    public void Members_of_members_count_as_well() =>
        BookmarkHash.Compute("X", JsonElement.Parse("""{"A":1,"B":{"C":null,"D":[1,{}]}}""")).ShouldBe("12148794AFE24A3F80DBB3BE9EE0C3ECE740888FFA586AFDDE6C5329BACF21B5");

    [Fact]
    public void A_timer_is_told_from_others_by_its_execution() =>
        BookmarkHash.Compute("Elsa.Delay", new { }, new ActivityExecutionId(new("01900000-0000-7000-8000-000000000001")))
            .ShouldBe("E8B0325EB44460919683696A79BA1D9E08445AFD966413347905E612F09DACC2");

    [Fact]
    public async Task A_burst_gives_its_bookmarks_these_hashes()
    {
        var scenario = new Scenario(new Flow()
            .Fork("f", "A", "B", "C").Event("e", "Go").Task("t").Add("d", "Elsa.Delay").Path("f.A", "e").Path("f.B", "t").Path("f.C", "d").Build());
        await scenario.StartAsync();

        var bookmarks = (await scenario.InstanceAsync()).Bookmarks;

        bookmarks[0].Hash.ShouldBe("873FF5128077BDEF78C71BD29BA4EF552645F085EE16E1F9806B92ED28A1F034");
        bookmarks[1].Hash.ShouldBe(BookmarkHash.Compute("Elsa.RunTask", JsonValues.From(new { TaskId = bookmarks[1].Payload.GetProperty("TaskId").GetString() })));
        bookmarks[2].Hash.ShouldBe(BookmarkHash.Compute("Elsa.Delay", new { }, bookmarks[2].ActivityExecutionId));
    }
}
