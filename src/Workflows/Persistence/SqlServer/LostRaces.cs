using Microsoft.Data.SqlClient;

namespace StaffFlows.Workflows.Persistence.SqlServer;

/// <summary>Failures of a transaction that lost against another one; run again from the start it sees what the other one did.</summary>
internal static class LostRaces
{
    /// <summary>Our own number: a word could not be held because of a deadlock of words.</summary>
    public const int OfWords = 51205;

    private const int Deadlock = 1205;
    private const int DuplicateInUniqueIndex = 2601;
    private const int DuplicateInKey = 2627;

    /// <summary>EF wraps what the server said, up to twice.</summary>
    public static bool Contain(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            if (failure is SqlException { Number: Deadlock or DuplicateInUniqueIndex or DuplicateInKey or OfWords })
                return true;
        return false;
    }
}
