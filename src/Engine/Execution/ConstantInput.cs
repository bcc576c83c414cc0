using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

/// <summary>Inputs as far as they are known before anything runs.</summary>
public static class ConstantInput
{
    /// <summary>The value of the input, its default where the definition leaves it out; false where it is computed or of another type.</summary>
    public static bool TryRead<T>(ActivityNode node, Input<T> input, out T value)
    {
        value = input.Default;
        var expression = node.Properties.TryGetValue(input.Name, out var member) ? ExpressionReader.ReadInput(member) : null;
        if (expression is null) return true;
        if (!expression.IsConstant) return false;

        try
        {
            value = JsonValues.To(expression.Evaluate(null!), typeof(T)) is T read ? read : input.Default;
            return true;
        }
        catch (ExpressionException)
        {
            return false;
        }
    }
}
