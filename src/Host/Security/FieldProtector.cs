using System.Text;
using Microsoft.AspNetCore.DataProtection;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Security;

/// <summary>
/// Columns protected by ASP.NET Core Data Protection. The provider is asked for at the first use only: its keys come from
/// the very database whose columns this protects.
/// </summary>
internal sealed class FieldProtector(IServiceProvider services) : IFieldProtector
{
    /// <summary>Begins what is packed; no base 64 does.</summary>
    private const string Packed = "z:";

    private readonly Lazy<IDataProtector> _protector = new(
        () => services.GetRequiredService<IDataProtectionProvider>().CreateProtector("StaffFlows.Fields.v1"));

    /// <summary>Long texts are packed first; what earlier releases wrote, which did not, stays readable.</summary>
    public string Protect(string plain)
    {
        var text = Encoding.UTF8.GetBytes(plain);
        return text.Length < PackedText.WorthIt ? Convert.ToBase64String(Protect(text)) : Packed + Convert.ToBase64String(Protect(PackedText.Pack(text)));
    }

    public string Unprotect(string secret) => secret.StartsWith(Packed, StringComparison.Ordinal)
        ? PackedText.Unpack(Unprotect(Convert.FromBase64String(secret[Packed.Length..])))
        : Encoding.UTF8.GetString(Unprotect(Convert.FromBase64String(secret)));

    public byte[] Protect(byte[] plain) => _protector.Value.Protect(plain);

    public byte[] Unprotect(byte[] secret) => _protector.Value.Unprotect(secret);
}
