using StaffFlows.Testing;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace StaffFlows.Persistence.Contract.Providers;

/// <summary>A fact that every provider must keep. Where a provider's server is absent it is reported as skipped, by name.</summary>
[XunitTestCaseDiscoverer("StaffFlows.Persistence.Contract.Providers.ContractFactDiscoverer", "StaffFlows.Persistence.Contract")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class ContractFactAttribute : FactAttribute;

public sealed class ContractFactDiscoverer(IMessageSink diagnosticMessageSink) : FactDiscoverer(diagnosticMessageSink)
{
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new ContractTestCase(
            DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

public sealed class ContractTestCase : XunitTestCase
{
    [Obsolete("For deserialisation by the test framework only.")]
    public ContractTestCase()
    {
    }

    public ContractTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(sink, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        base.GetSkipReason(factAttribute) ?? TestMethod.TestClass.Class.Name.Split("_on_")[^1] switch
        {
            "PostgreSql" when PostgreSqlDatabase.Server is null => PostgreSqlDatabase.Absent,
            "SqlServer" when SqlServerTestDatabase.Server is null => SqlServerTestDatabase.Absent,
            _ => null,
        };
}
