using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Documents;

/// <summary>Word files as a clerk handles them.</summary>
internal static class Paper
{
    public static async Task<byte[]> DownloadAsync(this Staff staff, string path)
    {
        using var answer = await staff.Client.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public static async Task<Answer> UploadAsync(this Staff staff, string kind, byte[] file)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = MediaTypeHeaderValue.Parse("application/vnd.openxmlformats-officedocument.wordprocessingml.document") } };
        using var form = new MultipartFormDataContent { { content, "file", "模板.docx" } };
        return await Answer.ReadAsync(await staff.Client.PostAsync(new Uri($"/api/v1/document-templates/{kind}/versions", UriKind.Relative), form));
    }

    /// <summary>The same file with another text in its main part.</summary>
    public static byte[] Edit(byte[] file, string find, string replacement)
    {
        using var memory = new MemoryStream();
        memory.Write(file);
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            var text = Text(archive).Replace(find, replacement, StringComparison.Ordinal);
            archive.GetEntry("word/document.xml")!.Delete();
            using var entry = archive.CreateEntry("word/document.xml").Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }

        return memory.ToArray();
    }

    public static string XmlOf(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        return Text(archive);
    }

    private static string Text(ZipArchive archive)
    {
        using var reader = new StreamReader(archive.GetEntry("word/document.xml")!.Open());
        return reader.ReadToEnd();
    }
}
