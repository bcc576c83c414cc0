using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.DataFiles;

namespace StaffFlows.Workflows.Forms;

/// <summary>Changes of a form, one at a time; each answers the form as it is then, or what is wrong with it. A field keeps its key.</summary>
public static class FormDesign
{
    /// <summary>Adds a field, or a column, at the end; or puts it in the place of the one that is there.</summary>
    /// <param name="path">Its key, or <c>table.column</c>.</param>
    /// <param name="field">In the words of the form's file; columns of a table that is there stay.</param>
    /// <param name="rights">By step id; an empty word leaves the step without one.</param>
    public static Reading<Form> Put(Form form, string path, JsonObject field, IReadOnlyDictionary<string, string> rights)
    {
        var root = FormJson.Write(form);
        if (ListFor(root, path) is not { } list) return Refuse(path, "field-unknown", path);

        field["key"] = KeyOf(path);
        if (IndexOf(list, path) is >= 0 and var i)
        {
            if (field["columns"] is null && list[i]!["columns"] is JsonArray columns) field["columns"] = columns.DeepClone();
            list[i] = field;
        }
        else list.Add(field);

        foreach (var (step, right) in rights) SetRight(root, step, path, right);
        return Read(root);
    }

    /// <summary>Up (-1) or down (+1) among its own; over the end of a section into the next.</summary>
    public static Reading<Form> Move(Form form, string path, int by)
    {
        var root = FormJson.Write(form);
        if (ListFor(root, path) is not { } list || IndexOf(list, path) is not (>= 0 and var i)) return Refuse(path, "field-unknown", path);

        var field = list[i]!;
        list.RemoveAt(i);
        if (i + by >= 0 && i + by <= list.Count) list.Insert(i + by, field);
        else Beyond(root, list, by, path).Insert(by < 0 ? Beyond(root, list, by, path).Count : 0, field);
        return Read(root);
    }

    /// <summary>With its columns and its rights.</summary>
    public static Reading<Form> Remove(Form form, string path)
    {
        var root = FormJson.Write(form);
        if (ListFor(root, path) is not { } list || IndexOf(list, path) is not (>= 0 and var i)) return Refuse(path, "field-unknown", path);

        list.RemoveAt(i);
        foreach (var (_, step) in root["rights"]!.AsObject())
        foreach (var key in step!.AsObject().Select(right => right.Key).Where(key => key == path || key.StartsWith($"{path}.", StringComparison.Ordinal)).ToList())
            step.AsObject().Remove(key);
        return Read(root);
    }

    private static JsonArray Beyond(JsonObject root, JsonArray list, int by, string path)
    {
        var sections = root["sections"]!.AsArray().Select(section => section!["fields"]!.AsArray()).ToList();
        var next = sections.IndexOf(list) + by;
        return path.Contains('.') || next < 0 || next >= sections.Count ? list : sections[next];
    }

    /// <summary>The list that it stands in, or is to stand in; null where its table is not there.</summary>
    private static JsonArray? ListFor(JsonObject root, string path)
    {
        var sections = root["sections"]!.AsArray().Select(section => section!["fields"]!.AsArray()).ToList();
        if (sections.Count == 0) return null;
        if (path.Split('.') is not [var table, _]) return sections.Find(list => IndexOf(list, path) >= 0) ?? sections[^1];

        var holder = sections.SelectMany(list => list).FirstOrDefault(field => (string?)field!["key"] == table);
        return holder?["columns"] as JsonArray;
    }

    private static int IndexOf(JsonArray list, string path) => list.ToList().FindIndex(field => (string?)field!["key"] == KeyOf(path));

    private static string KeyOf(string path) => path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private static void SetRight(JsonObject root, string step, string path, string right)
    {
        var rights = root["rights"]!.AsObject();
        if (right.Length > 0) (rights[step] ??= new JsonObject())[path] = right;
        else if (rights[step] is JsonObject there && there.Remove(path) && there.Count == 0) rights.Remove(step);
    }

    private static Reading<Form> Read(JsonObject root) => FormFile.Read(JsonSerializer.SerializeToUtf8Bytes(root));

    private static Reading<Form>.Refused Refuse(string field, string code, params string[] arguments) => new([new FieldRejection(field, code, [.. arguments])]);
}
