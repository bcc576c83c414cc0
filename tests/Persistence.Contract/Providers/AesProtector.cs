using System.Security.Cryptography;
using System.Text;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract.Providers;

/// <summary>Real encryption with a key that dies with the test run.</summary>
internal sealed class AesProtector : IFieldProtector
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public string Protect(string plain) => Convert.ToBase64String(Protect(Encoding.UTF8.GetBytes(plain)));

    public string Unprotect(string secret) => Encoding.UTF8.GetString(Unprotect(Convert.FromBase64String(secret)));

    public byte[] Protect(byte[] plain)
    {
        using var aes = Aes.Create();
        aes.Key = Key;
        return [.. aes.IV, .. aes.EncryptCbc(plain, aes.IV)];
    }

    public byte[] Unprotect(byte[] secret)
    {
        using var aes = Aes.Create();
        aes.Key = Key;
        return aes.DecryptCbc(secret.AsSpan(16), secret.AsSpan(0, 16));
    }
}
