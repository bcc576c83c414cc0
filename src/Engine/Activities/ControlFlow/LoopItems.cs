using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>What the loops over a list have in common: the list, and what one turn sees of it.</summary>
internal static class LoopItems
{
    /// <summary>Variables of the turn, under Elsa's names.</summary>
    public const string CurrentValue = "CurrentValue";
    public const string CurrentIndex = "CurrentIndex";

    public static readonly Input<JsonElement> Items = new("items", JsonElement.Parse("[]"));

    public static InputDescriptor Descriptor { get; } = new(Items.Name, typeof(JsonElement), new("列表", "Items"), Items.Default);

    /// <summary>Null where the items are no list; a list as JSON text is one.</summary>
    public static ImmutableArray<JsonElement>? Read(ActivityExecutionContext context)
    {
        var items = context.Get(Items);
        if (items.ValueKind is JsonValueKind.Array) return [.. items.EnumerateArray()];
        if (items.ValueKind is not JsonValueKind.String || !items.GetString()!.TrimStart().StartsWith('[')) return null;

        return JsonValues.To(items, typeof(JsonElement[])) is JsonElement[] list ? [.. list] : null;
    }

    public static ActivityResult NoList(ActivityExecutionContext context) =>
        new ActivityResult.Faulted("items-not-a-list", $"The items of '{context.Node.Name ?? context.Node.Id}' are no list, so there is nothing to loop over.");

    public static ScheduledChild Turn(ActivityNode body, int index, JsonElement item) => new(body)
    {
        Tag = index.ToString(CultureInfo.InvariantCulture),
        Variables = ImmutableDictionary<string, JsonElement>.Empty.Add(CurrentValue, item).Add(CurrentIndex, JsonValues.From(index)),
    };
}
