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
    private readonly Lazy<IDataProtector> _protector = new(
        () => services.GetRequiredService<IDataProtectionProvider>().CreateProtector("StaffFlows.Fields.v1"));

    public string Protect(string plain) => Convert.ToBase64String(Protect(Encoding.UTF8.GetBytes(plain)));

    public string Unprotect(string secret) => Encoding.UTF8.GetString(Unprotect(Convert.FromBase64String(secret)));

    public byte[] Protect(byte[] plain) => _protector.Value.Protect(plain);

    public byte[] Unprotect(byte[] secret) => _protector.Value.Unprotect(secret);
}
