using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using StaffFlows.Host.Operations;

namespace StaffFlows.Host.Security;

/// <summary>Encrypts the data protection keys under <c>Security:DataKey</c> (AES-256-GCM), so that a copy of the database alone opens nothing.</summary>
internal sealed class DataKeyXmlEncryptor(byte[] dataKey) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var all = new byte[SealedKey.NonceSize + plain.Length + SealedKey.TagSize];
        RandomNumberGenerator.Fill(SealedKey.Nonce(all));
        using var aes = new AesGcm(dataKey, SealedKey.TagSize);
        aes.Encrypt(SealedKey.Nonce(all), plain, SealedKey.Cipher(all), SealedKey.Tag(all));
        return new EncryptedXmlInfo(new XElement("aes256gcm", Convert.ToBase64String(all)), typeof(DataKeyXmlDecryptor));
    }
}

/// <summary>Created by Data Protection, by type name.</summary>
internal sealed class DataKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var dataKey = services.GetRequiredService<HostSettings>().DataKey
            ?? throw new CryptographicException("The database was made under a Security:DataKey, which is not configured.");
        var all = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[all.Length - SealedKey.NonceSize - SealedKey.TagSize];
        using var aes = new AesGcm(dataKey, SealedKey.TagSize);
        aes.Decrypt(SealedKey.Nonce(all), SealedKey.Cipher(all), SealedKey.Tag(all), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}

/// <summary>How a sealed key lies in one run of bytes: nonce, cipher text, tag.</summary>
internal static class SealedKey
{
    public const int NonceSize = 12;
    public const int TagSize = 16;

    public static Span<byte> Nonce(Span<byte> all) => all[..NonceSize];

    public static Span<byte> Cipher(Span<byte> all) => all[NonceSize..^TagSize];

    public static Span<byte> Tag(Span<byte> all) => all[^TagSize..];
}
