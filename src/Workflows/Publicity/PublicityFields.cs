namespace StaffFlows.Workflows.Publicity;

/// <summary>The keys of the publicity form that the procedure reads and writes.</summary>
public static class PublicityFields
{
    public const string Title = "title";
    public const string Basis = "basis";
    public const string Purpose = "purpose";
    public const string Persons = "persons";
    public const string Department = "department";
    public const string Office = "opinionOffice";
    public const string Phone = "opinionPhone";
    public const string Email = "opinionEmail";
    public const string Address = "opinionAddress";

    /// <summary>The drafted text, for whoever approves it.</summary>
    public const string Notice = "notice";

    public const string InterruptedOn = "interruptedOn";

    public static string PostedOn(Venue venue) => $"{Prefix(venue)}PostedOn";

    public static string PostedTime(Venue venue) => $"{Prefix(venue)}PostedTime";

    public static string Photos(Venue venue) => $"{Prefix(venue)}Photos";

    public static string Link(Venue venue) => $"{Prefix(venue)}Link";

    private static string Prefix(Venue venue) => venue is Venue.Department ? "department" : "centre";
}
