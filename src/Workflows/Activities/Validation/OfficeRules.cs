using System.Collections.Immutable;
using StaffFlows.Engine.Validation;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Activities.Validation;

/// <summary>What to look for in the definitions of an office, beside the engine's own rules.</summary>
public static class OfficeRules
{
    /// <param name="forms">In all versions.</param>
    public static ImmutableArray<IDefinitionRule> For(Organisation organisation, ImmutableArray<Form> forms)
    {
        var names = new OfficeNames(organisation, forms);

        return [new ProcedureStart(names), new TaskSettings(), new TallySettings(), new AssigneeSettings(names), new RequiredFields(names)];
    }
}
