using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace StaffFlows.Workflows.Persistence;

/// <summary>The value converters hold the protector, so hosts of one process with different protectors can't share a model.</summary>
internal sealed class ModelPerProtector : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) =>
        (context.GetType(), ((StaffFlowsDbContext)context).Protector, designTime);
}
