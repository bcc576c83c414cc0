using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;

namespace StaffFlows.Persistence.Contract;

public sealed class Commands_on_Sqlite(SqliteProvider provider) : CommandsContract(provider), IClassFixture<SqliteProvider>
{
    /// <summary>One process holds the file, so its two nodes are two pumps of the same process.</summary>
    protected override Task<IServiceProvider> OtherNodeAsync() => Task.FromResult(Provider.Node);
}

public sealed class Commands_on_PostgreSql(PostgreSqlProvider provider) : CommandsContract(provider), IClassFixture<PostgreSqlProvider>
{
    protected override Task<IServiceProvider> OtherNodeAsync() => Provider.StartNodeAsync();
}

public sealed class Commands_on_SqlServer(SqlServerProvider provider) : CommandsContract(provider), IClassFixture<SqlServerProvider>
{
    protected override Task<IServiceProvider> OtherNodeAsync() => Provider.StartNodeAsync();
}

public abstract class CommandsContract(Provider provider)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly IdSource Ids = IdSource.Create(Bursts.Monday);

    protected Provider Provider { get; } = provider;

    private ICommandStore Commands => Provider.Get<ICommandStore>();

    private IWorkflowInstanceStore Instances => Provider.Get<IWorkflowInstanceStore>();

    protected abstract Task<IServiceProvider> OtherNodeAsync();

    [ContractFact]
    public async Task They_come_as_they_were_written_oldest_first()
    {
        await ClearAsync();
        var (input, instance, bookmark) = (Json(new { text = "请假" }), Bursts.Instance().Id, new BookmarkId(Guid.CreateVersion7()));
        ImmutableArray<EngineCommand> written =
        [
            new EngineCommand.Start(Id(), instance, "child", null, ImmutableDictionary<string, JsonElement>.Empty.Add("x", input), "c-1", new(instance, bookmark))
            {
                Properties = ImmutableDictionary<string, JsonElement>.Empty.Add("caseId", input),
                TriggerNodeId = "Workflow1:flow:event",
            },
            new EngineCommand.Resume(Id(), instance, bookmark, input),
            new EngineCommand.Signal(Id(), "Elsa.Event", input, Json(null), instance, "c-1"),
            new EngineCommand.Cancel(Id(), instance),
        ];
        await CommitAsync([written[0], written[1]]);
        Provider.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Commands.PostAsync([written[2], written[3]], default);

        var leased = await Commands.LeaseAsync(Lease, 10, default);

        leased.Select(l => JsonSerializer.Serialize<object>(l.Command)).ShouldBe(written.Select(c => JsonSerializer.Serialize<object>(c)));
        leased.ShouldAllBe(l => l.Attempt == 1);
    }

    [ContractFact]
    public async Task What_people_wrote_is_not_readable_in_the_database()
    {
        await CommitAsync([new EngineCommand.Resume(Id(), Bursts.Instance().Id, new(Guid.CreateVersion7()), Json("a secret opinion"))]);

        await using var db = Provider.Read();
        var raw = await db.Database.SqlQueryRaw<string>("SELECT json AS \"Value\" FROM engine_commands").ToListAsync();
        raw.ShouldNotBeEmpty();
        raw.ShouldAllBe(json => !json.Contains("a secret"));
    }

    [ContractFact]
    public async Task A_refused_burst_sets_nothing_off()
    {
        var instance = Bursts.Instance();
        await Instances.CommitAsync(instance.Commit(), default);
        var command = Cancel();

        (await Instances.CommitAsync(instance.Commit() with { Commands = [command] }, default)).ShouldBeOfType<CommitResult.Conflict>();

        (await IsWaitingAsync(command.Id)).ShouldBeFalse();
    }

    [ContractFact]
    public async Task A_command_goes_with_the_burst_that_carries_it_out_and_of_several_one_does()
    {
        var command = Cancel();
        await CommitAsync([command]);
        var other = (await OtherNodeAsync()).GetRequiredService<IWorkflowInstanceStore>();
        var starts = Enumerable.Range(0, 12).Select(_ => Bursts.Instance()).ToList();

        var results = await Task.WhenAll(starts.Select((start, i) =>
            (i % 2 == 0 ? Instances : other).CommitAsync(start.Commit() with { Fulfils = command.Id, Commands = [Cancel()] }, default)));

        results.OfType<CommitResult.Committed>().Count().ShouldBe(1);
        var refused = results.OfType<CommitResult.Refused>().ToList();
        refused.Count.ShouldBe(11);
        refused.ShouldAllBe(r => r.Rejection.Code == "command-gone" && r.Rejection.Kind == RejectionKind.InvalidState);
        (await IsWaitingAsync(command.Id)).ShouldBeFalse();
        await using var db = Provider.Read();
        var ids = starts.ConvertAll(s => s.Id.Value);
        (await db.Instances.CountAsync(i => ids.Contains(i.Id))).ShouldBe(1);
    }

    [ContractFact]
    public async Task A_burst_that_is_refused_leaves_its_command_waiting()
    {
        var command = Cancel();
        await CommitAsync([command]);
        var instance = Bursts.Instance();
        await Instances.CommitAsync(instance.Commit(), default);

        (await Instances.CommitAsync(instance.Commit() with { Fulfils = command.Id }, default)).ShouldBeOfType<CommitResult.Conflict>();

        (await IsWaitingAsync(command.Id)).ShouldBeTrue();
    }

    [ContractFact]
    public async Task Two_nodes_never_get_the_same_command()
    {
        await ClearAsync();
        await Commands.PostAsync([.. Enumerable.Range(0, 40).Select(_ => Cancel())], default);
        var nodes = new[] { Commands, (await OtherNodeAsync()).GetRequiredService<ICommandStore>() };

        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => nodes[i % 2].LeaseAsync(Lease, 4, default)));

        var ids = taken.SelectMany(t => t).Select(l => l.Command.Id).ToList();
        ids.Count.ShouldBe(40);
        ids.ShouldBeUnique();
        (await Commands.LeaseAsync(Lease, 100, default)).ShouldBeEmpty();
    }

    [ContractFact]
    public async Task A_command_whose_node_died_is_taken_over_and_tells_how_often()
    {
        await ClearAsync();
        var command = Cancel();
        await Commands.PostAsync([command], default);
        (await Commands.LeaseAsync(TimeSpan.Zero, 10, default)).ShouldHaveSingleItem().Attempt.ShouldBe(1);

        var takenOver = (await (await OtherNodeAsync()).GetRequiredService<ICommandStore>().LeaseAsync(Lease, 10, default)).ShouldHaveSingleItem();

        (takenOver.Command.Id, takenOver.Attempt).ShouldBe((command.Id, 2));
    }

    [ContractFact]
    public async Task A_command_that_is_handed_back_is_free_at_once_and_was_never_tried()
    {
        await ClearAsync();
        var (first, second) = (Cancel(), Cancel());
        await Commands.PostAsync([first, second], default);
        (await Commands.LeaseAsync(Lease, 10, default)).Length.ShouldBe(2);

        await Commands.HandBackAsync([second.Id], default);

        (await Commands.LeaseAsync(Lease, 10, default)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            l => l.Command.Id.ShouldBe(second.Id), l => l.Attempt.ShouldBe(1));
    }

    [ContractFact]
    public async Task A_command_is_replaced_by_others_once()
    {
        await ClearAsync();
        var (signal, first, second) = (Cancel(), Cancel(), Cancel());
        await Commands.PostAsync([signal], default);

        (await Commands.ReplaceAsync(signal.Id, [first, second], default)).ShouldBeTrue();
        (await Commands.ReplaceAsync(signal.Id, [Cancel()], default)).ShouldBeFalse();
        (await Commands.ReplaceAsync(first.Id, [], default)).ShouldBeTrue();

        (await Commands.LeaseAsync(Lease, 10, default)).Select(l => l.Command.Id).ShouldBe([second.Id]);
    }

    private static EngineCommand.Cancel Cancel() => new(Id(), Bursts.Instance().Id);

    private static Guid Id()
    {
        lock (Ids) return Ids.NewId();
    }

    private static JsonElement Json(object? value) => JsonSerializer.SerializeToElement(value);

    private async Task CommitAsync(ImmutableArray<EngineCommand> commands) =>
        (await Instances.CommitAsync(Bursts.Instance().Commit() with { Commands = commands }, default)).ShouldBeCommitted();

    private async Task<bool> IsWaitingAsync(Guid id)
    {
        await using var db = Provider.Read();
        return await db.Commands.AnyAsync(c => c.Id == id);
    }

    private Task ClearAsync() => Provider.WriteAsync((db, ct) => db.Commands.ExecuteDeleteAsync(ct));
}
