using System.Diagnostics.CodeAnalysis;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Registers;

/// <summary>Which registers there are, and for whom.</summary>
internal sealed class OpenRegisters(IEnumerable<IRegister> registers)
{
    public IEnumerable<IRegister> For(Viewer viewer) => registers.Where(register => register.IsOpenTo(viewer));

    public bool TryFind(string key, Viewer viewer, [NotNullWhen(true)] out IRegister? register, [NotNullWhen(false)] out Rejection? refused)
    {
        register = registers.FirstOrDefault(r => r.Key == key);
        refused = register is null ? new(RejectionKind.NotFound, "not-found") : register.IsOpenTo(viewer) ? null : new(RejectionKind.Forbidden, "forbidden");
        return refused is null;
    }
}
