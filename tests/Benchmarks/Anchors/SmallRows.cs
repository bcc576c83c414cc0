namespace StaffFlows.Benchmarks.Anchors;

/// <summary>The two tables of the small anchor: a state of 2 KB, and three rows beside it for each operation.</summary>
internal static class SmallRows
{
    public const string Insert = "INSERT INTO small_states (id, version, state) VALUES ($1, $2, $3)";
    public const string Load = "SELECT state FROM small_states WHERE id = $1";
    public const string Update = "UPDATE small_states SET state = $1, version = version + 1 WHERE id = $2 AND version = $3";
    public const string Add = "INSERT INTO small_rows (id, state_id, content) VALUES ($1, $2, $3)";
    public const int Added = 3;

    /// <param name="bytes">What the database calls a column of bytes.</param>
    public static string Create(string bytes) => $"""
        CREATE TABLE small_states (id varchar(36) NOT NULL PRIMARY KEY, version bigint NOT NULL, state {bytes} NOT NULL);
        CREATE TABLE small_rows (id varchar(36) NOT NULL PRIMARY KEY, state_id varchar(36) NOT NULL, content varchar(400) NOT NULL);
        """;

    public static string Content { get; } = new('x', 200);

    /// <summary>2 KB that do not compress.</summary>
    public static byte[] State(int seed)
    {
        var state = new byte[2048];
        var value = (uint)seed + 1;
        for (var i = 0; i < state.Length; i++) state[i] = (byte)((value = (value * 1664525) + 1013904223) >> 24);
        return state;
    }

    public static string Id(int operation) => new Guid(operation, 0, 0, new byte[8]).ToString();

    public static string RowId(int operation, int row) => new Guid(operation, (short)(row + 1), 0, new byte[8]).ToString();
}
