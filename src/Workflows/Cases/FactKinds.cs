using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Cases;

/// <summary>The facts that activities may ask for, and the type each of them has.</summary>
public static class FactKinds
{
    /// <summary><see cref="Personnel.Organisation"/>, an immutable snapshot.</summary>
    public static readonly FactKey Organisation = new("Organisation", "");

    /// <summary>The working-day calendar, an immutable snapshot.</summary>
    public static readonly FactKey Calendar = new("Calendar", "");

    /// <summary><see cref="Profiles.Profile"/> at one version.</summary>
    public static FactKey Profile(string key, int version) => new("Profile", $"{key}@{version}");

    /// <summary><see cref="Forms.Form"/> at one version.</summary>
    public static FactKey Form(string key, int version) => new("Form", $"{key}@{version}");

    /// <summary>The newest version of a <see cref="Forms.Form"/>.</summary>
    public static FactKey LatestForm(string key) => new("LatestForm", key);

    /// <summary><see cref="Publicity.ObjectionRegister"/> of a publicity; versioned, guarded at commit.</summary>
    public static FactKey Objections(Guid publicityCaseId) => new("Objections", publicityCaseId.ToString("N"));

    /// <summary><see cref="Leave.LeaveRecord"/> of a person; versioned, guarded at commit.</summary>
    public static FactKey LeaveRecord(string personId) => new("LeaveRecord", personId);

    /// <summary><see cref="Selection.CandidacyRecord"/> of a person; versioned, guarded at commit.</summary>
    public static FactKey Candidacies(string personId) => new("Candidacies", personId);

    /// <summary><see cref="Selection.PublicisedPersons"/> of a selection's case.</summary>
    public static FactKey PublicisedPersons(Guid selectionCaseId) => new("PublicisedPersons", selectionCaseId.ToString("N"));

    /// <summary><see cref="Selection.WindowReservations"/> of a window; versioned, guarded at commit.</summary>
    public static FactKey WindowReservations(string windowId) => new("WindowReservations", windowId);
}
