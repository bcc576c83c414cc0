using System.Text.Json.Nodes;
using StaffFlows.Host.Localisation;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>What the Studio's editors are told beside their name: the list of a dropdown, the unit behind a number. In one language.</summary>
internal sealed class InputSpecifications(Wording say, OfficeChoices office)
{
    /// <summary>Null where the editor needs nothing.</summary>
    public JsonObject? Of(InputEditor editor) => editor switch
    {
        { Hint: "dropdown" } => new() { [editor.Hint] = Choices(editor) },
        { Unit: { } unit } => new() { [editor.Hint] = new JsonObject { ["adornmentText"] = say.Of(unit), ["enableCopyAdornment"] = false } },
        _ => null,
    };

    private JsonObject Choices(InputEditor editor)
    {
        var choices = (editor.Choices.IsDefault ? [] : editor.Choices.AsEnumerable()).Concat(office.Of(editor.Office));
        return new()
        {
            ["selectList"] = new JsonObject
            {
                ["items"] = new JsonArray([.. choices.Select(choice => new JsonObject { ["text"] = say.Of(choice.Text), ["value"] = choice.Value })]),
                ["isFlagsEnum"] = false,
                ["sortItems"] = false,
            },
            ["providerName"] = null,
        };
    }
}
