using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Host.Api;

/// <summary>
/// What is said to people, by code, in the language of the request. The host's own sentences are built in; those of the
/// procedures come from the data files, which also may word one of the host's differently.
/// </summary>
public sealed class Sentences
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip };

    private readonly FrozenDictionary<string, Sentence> _byCode;

    /// <param name="files">JSON objects <c>{code: {zh, en}}</c>; later files win.</param>
    public Sentences(IEnumerable<string> files)
    {
        var all = new Dictionary<string, Sentence>();
        foreach (var utf8 in Own().Concat(files.Select(File.ReadAllBytes)))
        foreach (var (code, sentence) in JsonSerializer.Deserialize<Dictionary<string, Sentence>>(utf8, Web)!)
            all[code] = sentence;

        _byCode = all.ToFrozenDictionary();
    }

    public string Of(Rejection rejection) => Of(rejection.Code, rejection.Arguments);

    public string Of(FieldRejection rejection)
    {
        var sentence = Of(rejection.Code, rejection.Arguments);
        if (rejection.Place is not { } place) return sentence;
        return IsEnglish ? $"{place.En}: {sentence}" : $"{place.Zh}：{sentence}";
    }

    /// <summary>The sentence with <paramref name="arguments"/> in place of {0}, {1} …; the code itself where nobody wrote one.</summary>
    public string Of(string code, IReadOnlyList<string> arguments)
    {
        if (!_byCode.TryGetValue(code, out var sentence)) return code;

        var text = IsEnglish && sentence.En.Length > 0 ? sentence.En : sentence.Zh;
        for (var i = 0; i < arguments.Count; i++) text = text.Replace($"{{{i}}}", arguments[i], StringComparison.Ordinal);
        return text;
    }

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public bool Knows(string code) => _byCode.ContainsKey(code);

    private static IEnumerable<byte[]> Own()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith("sentences.json", StringComparison.Ordinal)))
        {
            using var content = new MemoryStream();
            using (var resource = assembly.GetManifestResourceStream(name)!) resource.CopyTo(content);
            yield return content.ToArray();
        }
    }

    private sealed record Sentence(string Zh, string En);
}
