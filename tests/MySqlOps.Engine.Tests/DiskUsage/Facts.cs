using MySqlOps.Engine.Connect;
using MySqlOps.Engine.DiskUsage;

namespace MySqlOps.Engine.Tests.DiskUsage;

/// <summary>Facts as a server would tell them, the usual ones unless a test says otherwise.</summary>
internal static class Facts
{
    public const long MiB = 1024 * 1024;

    private static long _space = 10;

    public static MySqlServer Server { get; } = new() { Host = "db1", User = "root" };

    public static TableFacts Table(string name, string? engine = "InnoDB", long? data = 16384, long? index = 0, long? free = 0, long? rows = 5) => new()
    {
        Schema = name.Split('.')[0],
        Name = name.Split('.')[1],
        Engine = engine,
        DataBytes = data,
        IndexBytes = index,
        FreeBytes = free,
        Rows = rows,
    };

    /// <summary>A file-per-table tablespace.</summary>
    public static TablespaceFacts Own(string name, long bytes, long? space = null) => new(space ?? Interlocked.Increment(ref _space), name, "Single", bytes);

    public static TablespaceFacts Shared(string name, long bytes) => new(Interlocked.Increment(ref _space), name, "General", bytes);
}
