namespace StaffFlows.Host.Operations;

/// <summary>The fictional hall of 临溪县, for trying things out: everybody can sign in with one well-known password.</summary>
internal static class Demo
{
    public const string Password = "Demo#2026";
    public const string File = "demo-organisation.json";
}
