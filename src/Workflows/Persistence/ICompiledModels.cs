using Microsoft.EntityFrameworkCore.Metadata;

namespace StaffFlows.Workflows.Persistence;

/// <summary>The models that the build wrote down, so that no start puts them together from the mappings.</summary>
public interface ICompiledModels
{
    /// <summary>A model that belongs to the caller alone, because its protected columns will hold his key.</summary>
    /// <param name="context">The type of a provider's context.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none for it.</exception>
    IModel Make(Type context);
}
