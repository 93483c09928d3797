using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Replication.Errant;

/// <summary>How errant transactions are looked for.</summary>
public sealed record ErrantOptions
{
    /// <summary>What the servers are held against; empty takes the sources of their channels, and those of these, to the top.</summary>
    public IReadOnlyList<MySqlServer> Sources { get; init; } = [];

    /// <summary>True tells only which transactions are errant, and does not read the binary logs.</summary>
    public bool NamesOnly { get; init; }

    /// <summary>How many servers are asked at once.</summary>
    public int ThreadCount { get; init; } = 16;
}
