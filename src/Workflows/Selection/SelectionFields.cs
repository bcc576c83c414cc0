namespace StaffFlows.Workflows.Selection;

/// <summary>The keys of the selection form that steps read and write, tables with the names of their columns.</summary>
public static class SelectionFields
{
    public const string Posts = "posts";
    public const string PostNo = "no";
    public const string Window = "window";
    public const string PostTitle = "title";
    public const string Places = "places";
    public const string Replaces = "replaces";

    public const string Candidates = "candidates";
    public const string Person = "person";
    public const string Post = "post";

    public const string Checks = "checks";
    public const string Rule = "rule";
    public const string Verdict = "verdict";

    /// <summary>The checks that only an exception gets past, each to be decided.</summary>
    public const string Exceptions = "exceptions";
    public const string Decision = "decision";
    public const string DecisionReason = "decisionReason";

    public const string InterviewOn = "interviewOn";
    public const string InterviewTime = "interviewTime";
    public const string InterviewPlace = "interviewPlace";
    public const string Panel = "panel";
    public const string PanelRole = "role";
    public const string Chair = "chair";

    public const string Scores = "scores";
    public const string Panelist = "panelist";
    public const string Ranking = "ranking";
    public const string Results = "results";
    public const string State = "state";

    /// <summary>现职务 as the register had it before the person came to the window; papers go on saying it.</summary>
    public const string Position = "position";

    /// <summary>Field of the attachments that a kind of material goes into; null where there is no such kind.</summary>
    public static string? FieldOf(string material) => material switch
    {
        "Resume" => "resumes",
        "EducationCertificate" => "educationCertificates",
        "VocationalCertificate" => "vocationalCertificates",
        _ => null,
    };
}
