using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace StaffFlows.Host.Features.Studio;

/// <summary>
/// The files of Elsa Studio's npm package, as it ships them: brotli and gzip siblings where the browser takes them, fingerprinted
/// names for ever, everything else asked for anew each time.
/// </summary>
internal sealed partial class StudioFiles : IDisposable
{
    private const string Package = "Studio/node_modules/@elsa-workflows/elsa-studio-wasm";
    private const string Published = "studio";
    private const string StartScript = "_framework/blazor.webassembly.js";

    private static readonly (string Encoding, string Suffix)[] Encodings = [("br", ".br"), ("gzip", ".gz")];
    private static readonly FileExtensionContentTypeProvider Types = new() { Mappings = { [".dat"] = "application/octet-stream", [".blat"] = "application/octet-stream", [".map"] = "application/json" } };

    private readonly PhysicalFileProvider? files;

    /// <param name="folders">Where the package may lie; the first one that holds it counts.</param>
    public StudioFiles(IEnumerable<string> folders) =>
        files = folders.Where(folder => File.Exists(Path.Combine(folder, StartScript))).Select(folder => new PhysicalFileProvider(folder)).FirstOrDefault();

    /// <summary>False where the host was built without Node.js: everything works but the designer.</summary>
    public bool AreThere => files is not null;

    /// <summary>Beside the published host, or where the build has fetched it.</summary>
    public static StudioFiles Of(IHostEnvironment environment) =>
        new([Path.Combine(AppContext.BaseDirectory, Published), Path.Combine(environment.ContentRootPath, Package)]);

    public IResult Serve(string path, HttpContext context)
    {
        if (files?.GetFileInfo(path) is not { Exists: true, PhysicalPath: not null } plain) return Results.NotFound();

        var headers = context.Response.Headers;
        var file = plain;
        if (Choose(path, context.Request) is { } packed)
        {
            (file, headers.ContentEncoding) = (packed.File, packed.Encoding);
        }

        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = Fingerprint.IsMatch(plain.Name) ? "public, max-age=31536000, immutable" : "no-cache";
        var type = Types.TryGetContentType(plain.Name, out var known) ? known : "application/octet-stream";
        return TypedResults.PhysicalFile(file.PhysicalPath!, type, lastModified: file.LastModified, entityTag: TagOf(file));
    }

    public void Dispose() => files?.Dispose();

    private (IFileInfo File, string Encoding)? Choose(string path, HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding.Where(a => a.Quality is not 0).Select(a => a.Value.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (encoding, suffix) in Encodings)
        {
            if (accepted.Contains(encoding) && files!.GetFileInfo(path + suffix) is { Exists: true, PhysicalPath: not null } packed) return (packed, encoding);
        }

        return null;
    }

    private static EntityTagHeaderValue TagOf(IFileInfo file) => new($"\"{file.Length:x}-{file.LastModified.ToUnixTimeSeconds():x}\"");

    [GeneratedRegex(@"\.[a-z0-9]{10}\.(?:wasm|js|dat|css|bundle\.scp\.css)$", RegexOptions.NonBacktracking)]
    private static partial Regex Fingerprint { get; }
}
