namespace StaffFlows.Workflows.Publicity;

/// <summary>The keys of the objection form that code reads and writes.</summary>
public static class ObjectionFields
{
    public const string Publicity = "publicity";
    public const string About = "about";
    public const string Channel = "channel";
    public const string IsSigned = "signed";
    public const string Name = "name";
    public const string Phone = "phone";
    public const string Facts = "facts";
    public const string Evidence = "evidence";
    public const string Conclusion = "conclusion";
    public const string Answer = "answer";
}
