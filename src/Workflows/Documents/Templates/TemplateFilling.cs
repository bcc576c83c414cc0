using System.Collections.Immutable;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace StaffFlows.Workflows.Documents.Templates;

/// <summary>Puts values into a template; everything else of it stays as it is.</summary>
public static class TemplateFilling
{
    /// <param name="template">One that <see cref="TemplateCheck"/> has passed for the kind.</param>
    /// <returns>A Word file without a placeholder.</returns>
    public static byte[] Fill(ReadOnlyMemory<byte> template, DocumentKind kind, DocumentValues values)
    {
        using var stream = new MemoryStream();
        stream.Write(template.Span);
        using (var document = WordprocessingDocument.Open(stream, isEditable: true))
        {
            foreach (var (part, root) in document.Roots())
            {
                var scope = new Filling(new DocumentPictures(part), [(kind.Placeholders, values)]);
                var lists = Lists(root, kind);
                var once = root.Descendants<Paragraph>().Where(p => !lists.ContainsKey(p.RepeatedAt())).ToList();   // each is filled once: a value may look like a placeholder
                once.ForEach(scope.Fill);
                foreach (var (repeated, list) in lists) scope.Repeat(repeated, list);
            }
        }

        return stream.ToArray();
    }

    /// <summary>What comes again, with its list.</summary>
    private static Dictionary<OpenXmlElement, Placeholder> Lists(OpenXmlElement root, DocumentKind kind) => (
        from paragraph in root.Descendants<Paragraph>()
        from token in Token.In(new ParagraphText(paragraph).Value)
        where token.Mark is TokenMark.Opens
        select (Repeated: paragraph.RepeatedAt(), List: kind.Placeholders.First(p => p.IsCalled(token.Name)))).ToDictionary(l => l.Repeated, l => l.List);

    /// <param name="Known">Placeholders with their values, the innermost first.</param>
    private sealed record Filling(DocumentPictures Pictures, ImmutableArray<(ImmutableArray<Placeholder> Placeholders, DocumentValues Values)> Known)
    {
        /// <summary>A row for each of the list; of none, an empty one in a table and nothing elsewhere.</summary>
        public void Repeat(OpenXmlElement repeated, Placeholder list)
        {
            var rows = ((DocumentValue.Rows)Known[0].Values.ByKey[list.Key]).Values;
            if (rows.IsEmpty && repeated is TableRow) rows = [list.Columns.Aggregate(DocumentValues.Empty, (row, column) => row.With(column.Key, (string?)null))];
            foreach (var row in rows)
            {
                var copy = repeated.CloneNode(deep: true);
                foreach (var mark in copy.Descendants().Where(e => e is BookmarkStart or BookmarkEnd).ToList()) mark.Remove();
                foreach (var paragraph in copy.Paragraphs()) (paragraph.ParagraphId, paragraph.TextId) = (null, null);
                repeated.InsertBeforeSelf(copy);
                var inner = this with { Known = [(list.Columns, row), .. Known] };
                foreach (var paragraph in copy.Paragraphs().ToList()) inner.Fill(paragraph);
            }

            repeated.Remove();
        }

        public void Fill(Paragraph paragraph)
        {
            var text = new ParagraphText(paragraph);
            foreach (var token in Token.In(text.Value).Reverse())
            {
                switch (token.Mark is TokenMark.Value ? ValueOf(token.Name) : new DocumentValue.Text(""))
                {
                    case DocumentValue.Text value: text.Replace(token, value.Value); break;
                    case DocumentValue.Check check: text.Replace(token, check.IsTicked ? "☑" : "☐"); break;
                    case DocumentValue.Code code: text.Replace(token, Pictures.Code(code.Address)); break;
                    default: throw new System.Diagnostics.UnreachableException();
                }
            }
        }

        private DocumentValue ValueOf(string name) => (
            from known in Known
            from placeholder in known.Placeholders
            where placeholder.IsCalled(name)
            select known.Values.ByKey[placeholder.Key]).First();
    }
}
