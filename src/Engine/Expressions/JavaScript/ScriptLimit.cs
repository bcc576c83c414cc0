namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>What a script may exceed; each is an incident of its own and names its bound.</summary>
internal enum ScriptLimit
{
    Time,
    RegularExpressionTime,
    Statement,
    Recursion,
    Memory,

    /// <summary>Length of one text.</summary>
    Text,

    /// <summary>Items that one built-in function is given or makes.</summary>
    List,

    /// <summary>Nesting of a value on its way in or out.</summary>
    Depth,

    /// <summary>Length of a regular expression.</summary>
    Pattern,
}
