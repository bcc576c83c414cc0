namespace StaffFlows.Engine.Expressions;

/// <summary>An expression could not be evaluated: wrong script, exceeded limit, value of the wrong type. Becomes an incident.</summary>
public sealed class ExpressionException(string message, Exception? inner = null) : Exception(message, inner);
