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
        var sealedKey = new byte[DataKeyXml.NonceSize + plain.Length + DataKeyXml.TagSize];
        var (nonce, cipher, tag) = DataKeyXml.Split(sealedKey);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(dataKey, DataKeyXml.TagSize);
        aes.Encrypt(nonce, plain, cipher, tag);
        return new EncryptedXmlInfo(new XElement("aes256gcm", Convert.ToBase64String(sealedKey)), typeof(DataKeyXmlDecryptor));
    }
}

/// <summary>Created by Data Protection, by type name.</summary>
internal sealed class DataKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var dataKey = services.GetRequiredService<HostSettings>().DataKey
            ?? throw new CryptographicException("The database was made under a Security:DataKey, which is not configured.");
        var (nonce, cipher, tag) = DataKeyXml.Split(Convert.FromBase64String(encryptedElement.Value));
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(dataKey, DataKeyXml.TagSize);
        aes.Decrypt(nonce, cipher, tag, plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}

/// <summary>How a sealed key lies in one run of bytes: nonce, cipher text, tag.</summary>
internal static class DataKeyXml
{
    public const int NonceSize = 12;
    public const int TagSize = 16;

    public static Parts Split(Span<byte> all) => new(all[..NonceSize], all[NonceSize..^TagSize], all[^TagSize..]);

    public readonly ref struct Parts(Span<byte> nonce, Span<byte> cipher, Span<byte> tag)
    {
        private readonly Span<byte> _nonce = nonce, _cipher = cipher, _tag = tag;

        public void Deconstruct(out Span<byte> n, out Span<byte> c, out Span<byte> t) => (n, c, t) = (_nonce, _cipher, _tag);
    }
}
