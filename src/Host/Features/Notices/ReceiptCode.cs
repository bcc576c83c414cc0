using System.Security.Cryptography;
using System.Text;

namespace StaffFlows.Host.Features.Notices;

/// <summary>查询码: 80 bits that nobody guesses, in letters and digits that nobody mixes up. Only its digest is kept.</summary>
internal static class ReceiptCode
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 16;

    /// <summary>ABCD-EFGH-JKLM-NPQR.</summary>
    public static string Draw() => string.Join('-', RandomNumberGenerator.GetString(Letters, Length).Chunk(4).Select(part => new string(part)));

    /// <summary>However it is typed: lower case, without hyphens, with spaces.</summary>
    public static string Digest(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]))));

    public static bool Fits(string code, string digest) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Digest(code)), Encoding.ASCII.GetBytes(digest));
}
