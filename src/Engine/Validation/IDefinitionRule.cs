namespace StaffFlows.Engine.Validation;

/// <summary>One thing to look for in definitions. Stateless; finds nothing in a good definition.</summary>
public interface IDefinitionRule
{
    IEnumerable<Finding> Check(CheckedDefinition definition);
}
