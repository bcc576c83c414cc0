using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StaffFlows.Workflows.Documents;

/// <summary>What is filled in for one placeholder. Closed.</summary>
public abstract record DocumentValue
{
    private DocumentValue()
    {
    }

    /// <summary>Line ends stay line ends.</summary>
    public sealed record Text(string Value) : DocumentValue;

    public sealed record Check(bool IsTicked) : DocumentValue;

    public sealed record Rows(ImmutableArray<DocumentValues> Values) : DocumentValue;

    /// <param name="Address">What the QR code leads to.</param>
    public sealed record Code(string Address) : DocumentValue;
}

/// <summary>All that a document says, by the keys of its placeholders: the Word file and the page for printing are made of nothing else.</summary>
public sealed record DocumentValues(ImmutableSortedDictionary<string, DocumentValue> ByKey)
{
    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static DocumentValues Empty { get; } = new(ImmutableSortedDictionary.Create<string, DocumentValue>(StringComparer.Ordinal));

    public static DocumentValues SampleOf(ImmutableArray<Placeholder> placeholders, int row = 0) =>
        placeholders.Aggregate(Empty, (values, placeholder) => new(values.ByKey.SetItem(placeholder.Key, placeholder.SampleAt(row))));

    /// <param name="text">Blank where null: there is room to write by hand.</param>
    public DocumentValues With(string key, string? text) => new(ByKey.SetItem(key, new DocumentValue.Text(text ?? "")));

    public DocumentValues With(string key, DateOnly? date) => With(key, date?.ToString("yyyy年M月d日", CultureInfo.InvariantCulture));

    /// <summary>85.5, without zeros at its end.</summary>
    public DocumentValues With(string key, decimal? number) => With(key, number?.ToString("0.##", CultureInfo.InvariantCulture));

    public DocumentValues With(string key, bool isTicked) => new(ByKey.SetItem(key, new DocumentValue.Check(isTicked)));

    public DocumentValues With(string key, IEnumerable<DocumentValues> rows) => new(ByKey.SetItem(key, new DocumentValue.Rows([.. rows])));

    public DocumentValues WithCode(string address) => new(ByKey.SetItem("code", new DocumentValue.Code(address)));

    /// <summary>SHA-256 of what is said, in lower-case hex; the QR code, which carries it, is not part of it.</summary>
    public string Digest(string kind) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(new JsonObject { ["document"] = kind, ["values"] = ToJson() }.ToJsonString(Form))));

    private JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (key, value) in ByKey)
        {
            switch (value)
            {
                case DocumentValue.Text text: json[key] = text.Value; break;
                case DocumentValue.Check check: json[key] = check.IsTicked; break;
                case DocumentValue.Rows rows: json[key] = new JsonArray([.. rows.Values.Select(row => row.ToJson())]); break;
                case DocumentValue.Code: break;
                default: throw new System.Diagnostics.UnreachableException();
            }
        }

        return json;
    }
}
