using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>One check of a source and its replica.</summary>
public sealed record ReplicationCheck
{
    /// <summary>The replica.</summary>
    public required MySqlServer Server { get; init; }

    /// <summary>The source.</summary>
    public required MySqlServer Source { get; init; }

    /// <summary>The replication channel; empty for the default one.</summary>
    public required string Channel { get; init; }

    /// <summary>What is checked, as <c>Row format</c>; the same word in every run.</summary>
    public required string Name { get; init; }

    /// <summary>How it came out.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>What was found, as a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it; null for a check that passed.</summary>
    public string? Remedy { get; init; }

    /// <summary>True where the replica's data would come to differ from the source's. -Force never goes on then.</summary>
    public bool IsCorrupting { get; init; }

    /// <summary>True for a failure with which -Force goes on all the same.</summary>
    public bool CanForce { get; init; }

    /// <summary>As <c>Fail: Row format: ...</c>.</summary>
    public override string ToString() => $"{Status}: {Name}: {Message}";
}
