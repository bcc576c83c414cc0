using System.Security.Cryptography;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>Finds out what a failure is about and says it; requests and everything that runs by itself report here.</summary>
internal sealed class Failures(IDatabase database, Troubles troubles)
{
    public const string Database = "database";

    public const string DatabaseAway = "database-away";
    public const string StorageFull = "storage-full";

    /// <summary>Of a failure that nobody expected.</summary>
    public const string Unexpected = "unexpected";

    /// <param name="where">What was being done, for the operator.</param>
    /// <returns>The code by which a caller hears of it.</returns>
    public string Hear(string where, Exception failure)
    {
        var trouble = database.Diagnose(failure);
        if (trouble is { } kind)
        {
            var code = kind is DatabaseTrouble.Full ? StorageFull : DatabaseAway;
            troubles.Report(code, Database, $"{failure.GetBaseException().Message} (at {where})");
            return code;
        }

        var broken = Find<UnreadableRecordException>(failure);
        var isUnreadable = broken is not null || Find<CryptographicException>(failure) is not null || Find<JsonException>(failure) is not null;
        var subject = broken?.Record ?? Find<FailedWorkException>(failure)?.Work ?? where;
        troubles.Report(isUnreadable ? "record-unreadable" : "work-failed", subject, $"{Describe(failure)} at {where}: {failure.GetBaseException().StackTrace}");
        return isUnreadable ? "record-unreadable" : Unexpected;
    }

    /// <summary>An instance has faulted and tells by itself what happened; the health page counts it until somebody settles the incident.</summary>
    public void Hear(WorkflowInstance instance)
    {
        var incident = instance.Incidents.LastOrDefault(i => i.SettledAt is null);
        troubles.Report("instance-faulted", $"instance {instance.Id}", $"{instance.DefinitionVersionId} at {incident?.NodeId}: {incident?.Code} {incident?.FaultType}".TrimEnd());
    }

    private static T? Find<T>(Exception? failure)
        where T : Exception
    {
        for (; failure is not null; failure = failure.InnerException)
            if (failure is T found)
                return found;
        return null;
    }

    private static string Describe(Exception failure) =>
        failure.InnerException is { } inner ? $"{failure.GetType().Name} < {Describe(inner)}" : failure.GetType().Name;
}
