namespace StaffFlows.Workflows.Persistence;

/// <summary>The configuration can't work. The message is one sentence that names the key; the host stops with it.</summary>
public sealed class ConfigurationException(string message, Exception? cause = null) : Exception(message, cause);
