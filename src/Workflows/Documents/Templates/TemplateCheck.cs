using System.Collections.Immutable;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Documents.Templates;

/// <summary>What a template makes use of.</summary>
/// <param name="Used">Names, in the order in which the kind lists them.</param>
/// <param name="Unused">Those that it leaves out, which is its right.</param>
public sealed record TemplateUse(ImmutableArray<string> Used, ImmutableArray<string> Unused);

/// <summary>Whether the placeholders of a template are those of its kind, each where it may stand.</summary>
public static class TemplateCheck
{
    private const int MaxComplaints = 20;

    /// <summary>Refuses files that are no harmless Word file, and placeholders that nobody would fill in: each is named, with the nearest that is known.</summary>
    public static Result<TemplateUse> Check(ReadOnlyMemory<byte> file, DocumentKind kind)
    {
        if (TemplateFile.Examine(file) is { } hostile) return hostile;

        using var stream = new MemoryStream(file.ToArray(), writable: false);
        using var document = TemplateFile.TryOpen(stream, isEditable: false);
        if (document is null) return new Rejection(RejectionKind.Invalid, "template-unreadable");

        var findings = new Findings(kind);
        foreach (var (_, root) in document.Roots())
        foreach (var scope in root.Descendants<Paragraph>().GroupBy(p => p.RepeatedAt())) findings.Read(scope.Key, scope);
        return findings.Complaints.Count > 0
            ? new Rejection(RejectionKind.Invalid, "template-refused", $"{findings.Complaints.Count}") { Fields = [.. findings.Complaints.Distinct().Take(MaxComplaints)] }
            : new TemplateUse([.. Names(findings, kind, isUsed: true)], [.. Names(findings, kind, isUsed: false)]);
    }

    private static IEnumerable<string> Names(Findings findings, DocumentKind kind, bool isUsed) =>
        kind.Placeholders.SelectMany(p => p.Columns.Prepend(p)).Where(p => findings.Used.Contains(p) == isUsed).Select(p => p.Name).Distinct();

    private sealed class Findings(DocumentKind kind)
    {
        public List<FieldRejection> Complaints { get; } = [];

        public HashSet<Placeholder> Used { get; } = [];

        /// <summary>That of the row or paragraph being read; there is one at most.</summary>
        private Placeholder? list;

        /// <param name="scope">A table row, or a paragraph outside of tables.</param>
        public void Read(OpenXmlElement scope, IEnumerable<Paragraph> paragraphs)
        {
            (Placeholder? open, list) = (null, null);
            foreach (var text in paragraphs.Select(p => new ParagraphText(p).Value))
            {
                if (Token.LooseIn(text) is { } loose) Complain(loose, "template-brace");
                foreach (var token in Token.In(text)) open = Read(token, open);
            }

            if (open is not null) Complain($"{{{{#{open.Name}}}}}", scope is TableRow ? "template-list-open-row" : "template-list-open", open.Name);
        }

        /// <returns>The list in which what follows stands.</returns>
        private Placeholder? Read(Token token, Placeholder? open)
        {
            var known = (open?.Columns ?? []).Concat(kind.Placeholders).FirstOrDefault(p => p.IsCalled(token.Name));
            if (token.Mark is TokenMark.Closes)
            {
                if (open is null || !open.IsCalled(token.Name)) Complain(token, "template-list-closed", token.Name);
                return open is not null && open.IsCalled(token.Name) ? null : open;
            }

            if (known is null)
            {
                if (kind.Placeholders.FirstOrDefault(p => p.Columns.Any(c => c.IsCalled(token.Name))) is { } owner) Complain(token, "template-column-outside", token.Name, owner.Name);
                else Complain(token, "template-placeholder-unknown", token.Name, NearestName.Of(token.Name, kind.Placeholders));
                return open;
            }

            Used.Add(known);
            if (known.Type is PlaceholderType.Rows != (token.Mark is TokenMark.Opens)) Complain(token, known.Type is PlaceholderType.Rows ? "template-list-unmarked" : "template-no-list", known.Name);
            if (token.Mark is not TokenMark.Opens || known.Type is not PlaceholderType.Rows) return open;
            if (list is not null) Complain(token, "template-list-second", known.Name, list.Name);
            return list = known;
        }

        private void Complain(Token token, string code, params ImmutableArray<string> arguments) => Complain(token.Written, code, arguments);

        private void Complain(string field, string code, params ImmutableArray<string> arguments) => Complaints.Add(new(field, code, arguments.IsEmpty ? [field] : arguments));
    }
}
