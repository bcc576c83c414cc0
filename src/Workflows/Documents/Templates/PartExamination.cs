using System.Collections.Frozen;
using System.Text;
using System.Xml;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Documents.Templates;

/// <summary>Reads one XML part of an uploaded Word file without believing anything that it refers to.</summary>
internal static class PartExamination
{
    private const int MaxDepth = 100;
    private const int MaxElements = 200_000;

    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>What a template must not hold, with the sentence that says what to do about it.</summary>
    private static readonly FrozenDictionary<string, string> Refused = new Dictionary<string, string>
    {
        ["altChunk"] = "template-object",
        ["object"] = "template-object",
        ["control"] = "template-object",
        ["subDoc"] = "template-object",
        ["attachedTemplate"] = "template-object",
        ["mailMerge"] = "template-object",
        ["pict"] = "template-picture",
        ["drawing"] = "template-picture",
        ["txbxContent"] = "template-picture",
        ["dataBinding"] = "template-binding",
        ["ins"] = "template-revisions",
        ["del"] = "template-revisions",
        ["moveFrom"] = "template-revisions",
        ["moveTo"] = "template-revisions",
        ["commentReference"] = "template-comments",
        ["numId"] = "template-numbering",
    }.ToFrozenDictionary();

    private static readonly string[] Fields = ["PAGE", "NUMPAGES", "SECTIONPAGES"];

    /// <summary>Null where it is harmless.</summary>
    public static Rejection? Of(string part, byte[] content, string mainType)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), Strict);
            var (elements, instruction) = (0, (StringBuilder?)null);
            while (reader.Read())
            {
                if (reader.NodeType is not XmlNodeType.Element) continue;
                if (++elements > MaxElements || reader.Depth > MaxDepth) return TemplateFile.Refuse("template-too-large", "20 MB");
                if (Complaint(part, reader, mainType) is { } complaint) return complaint;
                if (OfField(reader, ref instruction) is { } field) return TemplateFile.Refuse("template-field", field);
            }

            return instruction is not null && NameUnlessPage(instruction.ToString()) is { } open ? TemplateFile.Refuse("template-field", open) : null;
        }
        catch (XmlException)
        {
            return TemplateFile.Refuse("template-unreadable");
        }
    }

    private static Rejection? Complaint(string part, XmlReader at, string mainType) => part switch
    {
        _ when part.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) =>
            at.GetAttribute("TargetMode") is { } mode && mode.Equals("External", StringComparison.OrdinalIgnoreCase) ? TemplateFile.Refuse("template-link", Short(at.GetAttribute("Target"))) : null,
        "[Content_Types].xml" => at.GetAttribute("ContentType") switch
        {
            { } type when type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || type.Contains("vba", StringComparison.OrdinalIgnoreCase) => TemplateFile.Refuse("template-macro", Short(type)),
            { } type when (at.GetAttribute("PartName") ?? "").Equals("/word/document.xml", StringComparison.OrdinalIgnoreCase) && type != mainType => TemplateFile.Refuse("template-unreadable"),
            _ => null,
        },
        _ when !part.StartsWith("word/", StringComparison.OrdinalIgnoreCase) || !Refused.TryGetValue(at.LocalName, out var code) => null,
        _ when at.LocalName is "numId" && (part.EndsWith("numbering.xml", StringComparison.OrdinalIgnoreCase) || at.GetAttribute("val", at.NamespaceURI) is "0") => null,
        _ => TemplateFile.Refuse(Refused[at.LocalName], at.LocalName),
    };

    /// <summary>The word that names a field which is not a page number; fields can fetch files and start programs.</summary>
    /// <param name="instruction">Of the field that is being read.</param>
    private static string? OfField(XmlReader at, ref StringBuilder? instruction)
    {
        switch (at.LocalName)
        {
            case "fldSimple": return NameUnlessPage(at.GetAttribute("instr", at.NamespaceURI) ?? "");
            case "instrText":
                instruction ??= new();
                instruction.Append(at.ReadString());
                return null;
            case "fldChar" when instruction is not null:
                var name = NameUnlessPage(instruction.ToString());
                instruction = null;
                return name;
            default: return null;
        }
    }

    private static string? NameUnlessPage(string instruction)
    {
        var name = instruction.Trim().Split(' ', '\t', '\\')[0];
        return Fields.Contains(name.ToUpperInvariant()) ? null : Short(name);
    }

    private static string Short(string? text) => text is null ? "" : text.Length <= 80 ? text : text[..80] + "…";
}
