using System.Collections.Frozen;

namespace StaffFlows.Engine.Execution;

/// <summary>The activity types that an engine knows, by their type name.</summary>
public sealed class ActivityCatalog
{
    private readonly FrozenDictionary<string, IActivity> activities;

    /// <exception cref="ArgumentException">Two activities have the same type name.</exception>
    public ActivityCatalog(IEnumerable<IActivity> activities) =>
        this.activities = activities.ToDictionary(activity => activity.Type, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);

    public IEnumerable<IActivity> Activities => activities.Values;

    public IActivity? Find(string type) => activities.GetValueOrDefault(type);
}
