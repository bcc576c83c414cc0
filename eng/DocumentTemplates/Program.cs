using StaffFlows.DocumentTemplates;

// Writes the templates that ship, from the sources beside this file: dotnet run --project eng/DocumentTemplates [folder]
var folder = args is [var given] ? given : Path.Combine("workflows", "documents");
Directory.CreateDirectory(folder);
foreach (var sheet in (Sheet[])[.. PublicitySheets.All, .. SelectionSheets.All, .. ArrivalSheets.All])
{
    await File.WriteAllBytesAsync(Path.Combine(folder, $"{sheet.Key}.docx"), sheet.ToFile());
    Console.WriteLine($"{sheet.Key}.docx");
}
