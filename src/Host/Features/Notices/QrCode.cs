using System.Globalization;
using System.Text;
using QRCoder;

namespace StaffFlows.Host.Features.Notices;

/// <summary>A QR code as one path of squares, for an SVG of our own: sharp on paper, and without a script.</summary>
/// <param name="Size">Modules on a side, with the quiet zone.</param>
internal sealed record QrCode(int Size, string Path)
{
    public static QrCode Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < modules.Count; y++)
        for (var x = 0; x < modules.Count; x++)
        {
            if (!modules[y][x]) continue;

            var start = x;
            while (x + 1 < modules.Count && modules[y][x + 1]) x++;
            path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start + 1}v1h-{x - start + 1}z");
        }

        return new(modules.Count, path.ToString());
    }
}
