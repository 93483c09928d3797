using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>What a synchronization has done, all together.</summary>
public sealed record MySqlSync
{
    /// <summary>The server that was changed.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>Statements and rows that were done.</summary>
    public required long Applied { get; init; }

    /// <summary>Those that were done before.</summary>
    public required long Skipped { get; init; }

    /// <summary>Rows that were changed meanwhile and left alone.</summary>
    public required long Changed { get; init; }

    /// <summary>What was refused.</summary>
    public required long Refused { get; init; }

    /// <summary>What the server refused.</summary>
    public required long Failed { get; init; }

    /// <summary>Rows that were changed.</summary>
    public required long RowsAffected { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>True when all was done, now or before.</summary>
    public bool IsComplete => Changed == 0 && Refused == 0 && Failed == 0;
}
