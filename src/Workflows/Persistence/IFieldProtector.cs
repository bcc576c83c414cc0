namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// Encrypts what must not be readable in the database: case data, instance state, id numbers, attachments. Protecting the
/// same value twice gives different texts, so that a protected column can't be searched. Thread-safe.
/// </summary>
public interface IFieldProtector
{
    string Protect(string plain);

    string Unprotect(string secret);

    byte[] Protect(byte[] plain);

    byte[] Unprotect(byte[] secret);
}
