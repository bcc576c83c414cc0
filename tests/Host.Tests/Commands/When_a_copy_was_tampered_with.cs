using Microsoft.Data.Sqlite;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Commands;

/// <summary>A hall with a leave of three steps (one approved, one with a proof that nobody has answered), copied once for all tests.</summary>
public sealed class BackedUpHall : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("staffflows-tampered-");

    public async Task InitializeAsync()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.FinishAsync(await hall.SubmittedAsync());
        await hall.SubmittedWithProofAsync("2026-12-03");
        (await Operator.TypesAsync(Drill.Connection(hall.File()), "backup", "--to", Original)).ExitCode.ShouldBe(0);
    }

    public string Original => Path.Combine(folder.FullName, "original.db");

    public string Copy()
    {
        var copy = Path.Combine(folder.FullName, $"{Path.GetRandomFileName()}.db");
        File.Copy(Original, copy);
        return copy;
    }

    public Task DisposeAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}

public sealed class When_a_copy_was_tampered_with(BackedUpHall hall) : IClassFixture<BackedUpHall>
{
    [Theory]
    [InlineData("update audit_entries set actor_id = 'E004' where aggregate = (select max(aggregate) from audit_entries where aggregate like 'case:%') and sequence = 2", "第 2 条与摘要不符", "an audit entry is changed")]
    [InlineData("update audit_entries set details = null where aggregate like 'case:%' and sequence = 3", "第 3 条缺少明细", "details vanish without an erasure")]
    [InlineData("delete from audit_entries where aggregate like 'case:%' and sequence = 4", "第 4 条与摘要不符", "an audit entry is taken out")]
    [InlineData("delete from task_candidates; delete from user_tasks where closed_at is null", "没有对应的待办", "an open task is deleted")]
    [InlineData("update user_tasks set closed_at = created_at, state = 'Canceled' where closed_at is null", "没有对应的待办", "an open task is closed by hand")]
    [InlineData("delete from bookmarks", "书签不存在", "a bookmark is deleted")]
    [InlineData("delete from bookmarks", "没有流程在等它", "and its task is left")]
    [InlineData("delete from timers", "定时不存在", "a timer is deleted")]
    [InlineData("update timers set due_at = due_at + 864000000000", "时间不符", "a timer is put off")]
    [InlineData("update workflow_instances set sub_status = 'Finished'", "没有运行的流程实例", "an instance is ended by hand")]
    [InlineData("update workflow_instances set state = substr(state, 20)", "状态无法读取", "an instance's state is cut")]
    [InlineData("delete from workflow_definitions where definition_id = 'leave'", "不存在", "a definition that cases run on is deleted")]
    [InlineData("update attachments set size = size + 1", "与上传时不一致", "an attachment's size is changed")]
    [InlineData("delete from attachment_chunks", "与上传时不一致", "an attachment's content is deleted")]
    [InlineData("update case_counters set value = value + 1", "缺少事项 QJ-2026-000003", "a number was allotted and its case is gone")]
    [InlineData("update cases set number = 'QJ-2026-000009' where number = 'QJ-2026-000002'", "QJ-2026-000009 从未分配", "a case is renumbered")]
    [InlineData("insert into \"__EFMigrationsHistory\" values ('29990101000000_Later', '99.0.0')", "更新的版本", "a later release wrote it")]
    public async Task It_is_named(string sql, string finding, string reason)
    {
        var copy = hall.Copy();
        Execute(copy, sql);

        (await VerifyAsync(copy)).ShouldContain(finding, Case.Sensitive, reason);
    }

    [Fact]
    public async Task A_flipped_byte_of_an_attachment_is_named()
    {
        var copy = hall.Copy();
        await using (var connection = new SqliteConnection($"Data Source={copy};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var read = new SqliteCommand("select content from attachment_chunks", connection);
            var content = (byte[])(await read.ExecuteScalarAsync())!;
            content[^5] ^= 1;
            await using var write = new SqliteCommand("update attachment_chunks set content = $content", connection);
            write.Parameters.AddWithValue("$content", content);
            await write.ExecuteNonQueryAsync();
        }

        (await VerifyAsync(copy)).ShouldContain("与上传时不一致");
    }

    [Theory]
    [InlineData(2, "half of it")]
    [InlineData(1000, "hardly anything")]
    public async Task A_truncated_file_is_named_and_never_restored(int part, string reason)
    {
        var copy = hall.Copy();
        await using (var file = new FileStream(copy, FileMode.Open)) file.SetLength(file.Length / part);

        var report = await VerifyAsync(copy);
        (report.Contains("文件损坏", StringComparison.Ordinal) || report.Contains("无法读取", StringComparison.Ordinal)).ShouldBeTrue(reason + report);

        var target = copy + ".target";
        var refused = await Operator.TypesAsync(Drill.Connection(target), "restore", "--from", copy);
        refused.ExitCode.ShouldBe(1);
        File.Exists(target).ShouldBeFalse();
    }

    [Fact]
    public async Task An_untouched_one_is_in_order_in_both_languages()
    {
        (await Operator.TypesAsync("Data Source=elsewhere.db", "verify", "--from", hall.Original)).Output.ShouldContain("结果：完好。");
        var said = await Operator.TypesAsync("Data Source=elsewhere.db", "verify", "--from", hall.Original, "--language", "en");

        said.ExitCode.ShouldBe(0, said.Output);
        said.Output.ShouldContain("✓ audit chains");
        said.Output.ShouldContain("Result: in order.");
    }

    private static async Task<string> VerifyAsync(string copy)
    {
        var said = await Operator.TypesAsync("Data Source=elsewhere.db", "verify", "--from", copy);
        said.ExitCode.ShouldBe(1, said.Output + said.Error);
        return said.Output;
    }

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery().ShouldBeGreaterThan(0, "the tampering itself missed its row");
    }
}
