using Microsoft.AspNetCore.Authorization;

namespace StaffFlows.Host.Accounts;

/// <summary>Who may administer what. Roles are the organisation file's codes.</summary>
public static class Policies
{
    public const string SystemAdministrator = nameof(SystemAdministrator);
    public const string ProcessOwner = nameof(ProcessOwner);

    /// <summary>Whoever may look at the procedures as they are drawn.</summary>
    public const string ProcessReader = nameof(ProcessReader);
    public const string Auditor = nameof(Auditor);

    /// <summary>The account of a system that does tasks outside the engine (Elsa.RunTask).</summary>
    public const string ExternalSystem = nameof(ExternalSystem);

    /// <summary>Whoever may report such a task done.</summary>
    public const string TaskReporter = nameof(TaskReporter);

    /// <summary>Personnel officers and administrators: calendar and organisation.</summary>
    public const string Personnel = nameof(Personnel);

    /// <summary>Whoever looks after the templates of documents.</summary>
    public const string Documents = nameof(Documents);

    /// <summary>Anybody who has a page under <c>/admin</c>.</summary>
    public const string Administration = nameof(Administration);

    public static void AddStaffFlowsPolicies(this AuthorizationOptions options)
    {
        Add(SystemAdministrator, SystemAdministrator);
        Add(ProcessOwner, ProcessOwner);
        Add(ProcessReader, ProcessReader, ProcessOwner);
        Add(Auditor, Auditor, SystemAdministrator);
        Add(TaskReporter, ExternalSystem, ProcessOwner);
        Add(Personnel, "PersonnelOfficer", SystemAdministrator);
        Add(Documents, "PersonnelOfficer", ProcessOwner, SystemAdministrator);
        Add(Administration, SystemAdministrator, ProcessOwner, Auditor, "PersonnelOfficer");

        void Add(string name, params string[] roles) => options.AddPolicy(name, policy => policy.RequireRole(roles));
    }
}
