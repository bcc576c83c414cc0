namespace StaffFlows.Host.Security;

/// <summary>The content security policy of an endpoint that needs another one than everything else.</summary>
internal sealed record ContentPolicy(string Value);
