using System.Security.Cryptography;
using System.Text;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract.Providers;

/// <summary>Real encryption with a key that dies with the test run: one for all, unless another is given.</summary>
internal sealed class AesProtector(byte[]? key = null) : IFieldProtector
{
    private static readonly byte[] OneForAll = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] key = key ?? OneForAll;

    public string Protect(string plain) => Convert.ToBase64String(Protect(Encoding.UTF8.GetBytes(plain)));

    public string Unprotect(string secret) => Encoding.UTF8.GetString(Unprotect(Convert.FromBase64String(secret)));

    public byte[] Protect(byte[] plain)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return [.. aes.IV, .. aes.EncryptCbc(plain, aes.IV)];
    }

    public byte[] Unprotect(byte[] secret)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.DecryptCbc(secret.AsSpan(16), secret.AsSpan(0, 16));
    }
}
