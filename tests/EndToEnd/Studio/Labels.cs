using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>
/// Finds what is in the other language on the screen: on a Chinese one every visible Latin word that neither the data holds nor the list
/// below allows, on an English one everything Chinese that the data does not hold.
/// </summary>
internal sealed partial class Labels(bool onEnglish = false)
{
    /// <summary>Latin words that belong on a Chinese screen.</summary>
    private static readonly FrozenDictionary<string, string> Allowed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["JavaScript"] = "name of the language",
        ["JSON"] = "name of the notation",
        ["Markdown"] = "name of the notation",
        ["cron"] = "name of the notation",
        ["Ctrl"] = "as it stands on the key",
        ["True"] = "a value, as scripts write it",
        ["False"] = "a value, as scripts write it",
        ["Variable1"] = "the Studio's suggestion for a name that scripts use",
        ["Input1"] = "the Studio's suggestion for a name that scripts use",
        ["Output1"] = "the Studio's suggestion for a name that scripts use",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private const int LongText = 12;

    private readonly HashSet<string> data = new(StringComparer.Ordinal);
    private readonly List<string> findings = [];

    public IReadOnlyList<string> Findings => findings;

    public void Know(string text) => data.Add(text);

    /// <summary>Names and texts of a definition, a run or the like are its author's; the ports of its connections are not, they have labels.</summary>
    public void Know(JsonNode? json)
    {
        switch (json)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    if (name is not "connections") Know(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items) Know(item);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                data.Add(text);
                if (text.StartsWith('[') || text.StartsWith('{')) KnowText(text);
                break;
        }
    }

    /// <summary>Looks at what is on the screen now.</summary>
    public async Task LookAsync(IPage page, string where)
    {
        foreach (var text in (await page.EvaluateAsync<string[]>(Visible, onEnglish ? "[\u4e00-\u9fff]" : "[A-Za-z]{2}")).Distinct().Where(onEnglish ? IsChinese : IsEnglish)) findings.Add($"{where}: {text}");
    }

    private bool IsEnglish(string text) =>
        !data.Contains(text) && !MadeUpId().IsMatch(text) && !text.StartsWith('{') && !text.StartsWith('[') && Word().Matches(text).Select(match => match.Value).Any(word => !Allowed.ContainsKey(word) && !data.Contains(word));

    /// <summary>Long texts of the data are shown cut, and its names stand within sentences.</summary>
    private bool IsChinese(string text) =>
        !data.Contains(text) && !(text.Length >= LongText && data.Any(known => known.Contains(text, StringComparison.Ordinal)))
        && Chinese().IsMatch(data.Where(known => known.Length > 1).OrderByDescending(known => known.Length).Aggregate(text, (rest, known) => rest.Replace(known, "", StringComparison.Ordinal)));

    private void KnowText(string json)
    {
        try
        {
            Know(JsonNode.Parse(json));
        }
        catch (System.Text.Json.JsonException)
        {
            data.Add(json);
        }
    }

    /// <summary>What the Studio suggests as the id of something new.</summary>
    [GeneratedRegex("^[0-9a-f]{16}$", RegexOptions.None, 1000)]
    private static partial Regex MadeUpId();

    [GeneratedRegex("[\u4e00-\u9fff]", RegexOptions.None, 1000)]
    private static partial Regex Chinese();

    [GeneratedRegex("[A-Za-z][A-Za-z0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Word();

    private const string Visible = """
        pattern => {
          const other = new RegExp(pattern), found = [], shown = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0;
          const add = (text, element) => { if (text && other.test(text) && !element.closest('.monaco-editor, code, pre, .rzi') && shown(element)) found.push(text.replace(/\s+/g, ' ').trim()); };
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) if (!node.parentElement.closest('script, style')) add(node.data, node.parentElement);
          for (const field of document.querySelectorAll('input, textarea')) { add(field.value, field); add(field.placeholder, field); }
          for (const element of document.querySelectorAll('[title], [aria-label]')) { add(element.title, element); add(element.getAttribute('aria-label'), element); }
          if (innerWidth < 600) for (const cell of document.querySelectorAll('td[data-label]:not([data-zh-label])')) add(cell.dataset.label, cell);
          return found;
        }
        """;
}
