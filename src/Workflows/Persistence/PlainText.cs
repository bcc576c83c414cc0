namespace StaffFlows.Workflows.Persistence;

/// <summary>For making migrations only: the model is built, no row is ever written.</summary>
internal sealed class PlainText : IFieldProtector
{
    public string Protect(string plain) => plain;

    public string Unprotect(string secret) => secret;

    public byte[] Protect(byte[] plain) => plain;

    public byte[] Unprotect(byte[] secret) => secret;
}
