using System.Text.Json;

namespace StaffFlows.Engine.Expressions;

/// <summary>What an expression may see of the burst it is evaluated in, and the little it may change.</summary>
public interface IExpressionScope
{
    DateTimeOffset Now { get; }
    string DefinitionId { get; }
    string DefinitionVersionId { get; }
    int DefinitionVersion { get; }
    string InstanceId { get; }
    string? CorrelationId { get; set; }
    string? InstanceName { get; set; }

    /// <summary>Names of the variables in reach, inner scopes first, without repetition.</summary>
    IEnumerable<string> VariableNames { get; }

    /// <summary>By name, inner scopes first; JSON null where there is none.</summary>
    JsonElement GetVariable(string name);
    void SetVariable(string name, JsonElement value);

    /// <summary>By id, inner scopes first; JSON null where there is none.</summary>
    JsonElement GetVariableById(string id);

    /// <summary>True where the definition declares the workflow input, whether or not it has a value in this burst.</summary>
    bool DeclaresInput(string name);

    /// <summary>JSON null where it was not given or is gone.</summary>
    JsonElement GetInput(string name);

    /// <summary>What an activity (by id or name) set in this burst; its <c>result</c> where no output is named.</summary>
    JsonElement GetOutput(string activity, string? output);
    JsonElement LastResult { get; }

    Guid NewId();

    /// <summary>In [0, 1).</summary>
    double NextRandom();
}
