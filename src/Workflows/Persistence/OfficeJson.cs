using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Workflows.Persistence;

/// <summary>The stored form of profiles and forms. The version is the row's, not the content's.</summary>
internal static class OfficeJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(Profile profile) => Canonical(profile with { Version = 0 });

    public static string Write(Form form) => Canonical(form with { Version = 0 });

    public static Profile ReadProfile(string json, int version) => JsonSerializer.Deserialize<Profile>(json, Options)! with { Version = version };

    public static Form ReadForm(string json, int version) => JsonSerializer.Deserialize<Form>(json, Options)! with { Version = version };

    private static string Canonical<T>(T content) => CanonicalJson.Of(JsonSerializer.SerializeToNode(content, Options));
}
