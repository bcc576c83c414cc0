using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>How a bookmark is found by what it waits for, in Elsa's formula: SHA-256, upper-case hex, over name and payload.</summary>
public static class BookmarkHash
{
    public static string Compute(string name, JsonElement payload)
    {
        var text = payload.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? name : $"{name}|{payload.GetRawText()}";

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
