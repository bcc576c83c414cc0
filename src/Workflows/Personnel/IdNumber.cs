using System.Globalization;

namespace StaffFlows.Workflows.Personnel;

/// <summary>公民身份号码 (GB 11643): 6 digits area, 8 birth date, 3 sequence (odd: male), 1 check digit 0–9 or X.</summary>
internal static class IdNumber
{
    private const int Length = 18;
    private const string CheckDigits = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static bool IsValid(string text) =>
        text.Length == Length && text[..^1].All(char.IsAsciiDigit) && CheckDigitOf(text) == text[^1] && BirthDateOf(text) is not null;

    public static DateOnly? BirthDateOf(string text) =>
        DateOnly.TryParseExact(text[6..14], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public static bool IsMale(string text) => (text[16] - '0') % 2 == 1;

    private static char CheckDigitOf(string text) => CheckDigits[Weights.Select((weight, i) => weight * (text[i] - '0')).Sum() % 11];
}
