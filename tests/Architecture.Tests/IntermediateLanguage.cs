using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace StaffFlows.Architecture.Tests;

/// <summary>Finds the metadata tokens in a method body; all other operands are skipped by their size.</summary>
internal static class IntermediateLanguage
{
    private static readonly Dictionary<short, OperandType> Operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value, code => code.OperandType);

    /// <summary>Tokens of types, methods and fields; string tokens are left out.</summary>
    public static IReadOnlyList<int> TokensOf(BlobReader code)
    {
        var tokens = new List<int>();
        while (code.RemainingBytes > 0)
        {
            switch (Operands[ReadOpCode(ref code)])
            {
                case OperandType.InlineType or OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok:
                    tokens.Add(code.ReadInt32());
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset += 1;
                    break;
                case OperandType.InlineNone:
                    break;
                default:
                    code.Offset += 4;
                    break;
            }
        }

        return tokens;
    }

    /// <summary>One byte, or two of which the first is 0xFE.</summary>
    private static short ReadOpCode(ref BlobReader code)
    {
        var first = code.ReadByte();
        return first == 0xFE ? unchecked((short)((first << 8) | code.ReadByte())) : first;
    }
}
