using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing;
using DocumentFormat.OpenXml.Drawing.Pictures;
using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Packaging;
using QRCoder;
using BlipFill = DocumentFormat.OpenXml.Drawing.Pictures.BlipFill;
using Drawing = DocumentFormat.OpenXml.Wordprocessing.Drawing;
using NonVisualDrawingProperties = DocumentFormat.OpenXml.Drawing.Pictures.NonVisualDrawingProperties;
using NonVisualPictureDrawingProperties = DocumentFormat.OpenXml.Drawing.Pictures.NonVisualPictureDrawingProperties;
using NonVisualPictureProperties = DocumentFormat.OpenXml.Drawing.Pictures.NonVisualPictureProperties;
using Picture = DocumentFormat.OpenXml.Drawing.Pictures.Picture;
using ShapeProperties = DocumentFormat.OpenXml.Drawing.Pictures.ShapeProperties;

namespace StaffFlows.Workflows.Documents.Templates;

/// <summary>QR codes in a part of a Word file.</summary>
internal sealed class DocumentPictures(OpenXmlPart part)
{
    /// <summary>By which a reader of the file knows the picture for a QR code.</summary>
    public const string CodeName = "二维码";

    private const long PerMillimetre = 36_000;
    private const long Side = 20 * PerMillimetre;
    private uint count;

    public Drawing Code(string address)
    {
        var image = NewImage($"code{++count}");
        using (var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M))
        using (var code = new PngByteQRCode(data))
        using (var png = new MemoryStream(code.GetGraphic(8))) image.FeedData(png);

        return new Drawing(new Inline(
            new Extent { Cx = Side, Cy = Side },
            new DocProperties { Id = 1000 + count, Name = CodeName, Description = address },
            new Graphic(new GraphicData(new Picture(
                new NonVisualPictureProperties(new NonVisualDrawingProperties { Id = count, Name = CodeName }, new NonVisualPictureDrawingProperties()),
                new BlipFill(new Blip { Embed = part.GetIdOfPart(image) }, new Stretch(new FillRectangle())),
                new ShapeProperties(
                    new Transform2D(new Offset { X = 0, Y = 0 }, new Extents { Cx = Side, Cy = Side }),
                    new PresetGeometry(new AdjustValueList()) { Preset = ShapeTypeValues.Rectangle })))
            { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 });
    }

    private ImagePart NewImage(string id) => part switch
    {
        MainDocumentPart main => main.AddImagePart(ImagePartType.Png, id),
        HeaderPart header => header.AddImagePart(ImagePartType.Png, id),
        FooterPart footer => footer.AddImagePart(ImagePartType.Png, id),
        FootnotesPart notes => notes.AddImagePart(ImagePartType.Png, id),
        EndnotesPart notes => notes.AddImagePart(ImagePartType.Png, id),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
