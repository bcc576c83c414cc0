using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Security;

/// <summary>
/// Data protection keys in the database, so that every node and every restart reads what another wrote. The column itself
/// is not a protected one.
/// </summary>
internal sealed class KeyRepository(IServiceProvider services) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = services.GetRequiredService<IDbContextFactory<StaffFlowsDbContext>>().CreateDbContext();
        var keys = db.ReadRowsAsync<DataProtectionKey>(CancellationToken.None).GetAwaiter().GetResult();
        return [.. keys.OrderBy(k => k.FriendlyName, StringComparer.Ordinal).Select(k => XElement.Parse(k.Xml))];
    }

    /// <summary>Called by <see cref="KeyKeeper"/> alone, never from inside a write: it would wait for the writer that waits for it.</summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        var key = new DataProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) };
        services.GetRequiredService<IWriteQueue>().WriteAsync<bool>(
            (db, _) =>
            {
                db.DataProtectionKeys.Add(key);
                return Task.FromResult<Result<bool>>(true);
            },
            CancellationToken.None).GetAwaiter().GetResult();
    }
}
