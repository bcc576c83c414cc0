namespace StaffFlows.Engine.Tests.Engine.Support;

/// <summary>Files that lie beside the tests.</summary>
internal static class Resource
{
    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Resource).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name));

        return reader.ReadToEnd();
    }
}
