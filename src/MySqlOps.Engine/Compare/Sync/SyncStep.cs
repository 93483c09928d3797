namespace MySqlOps.Engine.Compare.Sync;

/// <summary>One thing that a synchronization does: a statement, or the rows of a table.</summary>
public abstract record SyncStep
{
    private protected SyncStep()
    {
    }

    /// <summary>The type of the object.</summary>
    public required ComparedObject ObjectType { get; init; }

    /// <summary>The database on the server that is changed; empty for an account.</summary>
    public required string Database { get; init; }

    /// <summary>The object's bare name.</summary>
    public required string Name { get; init; }

    /// <summary>What is done, as a short sentence without a full stop: <c>Alter table shop.orders</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>What it may lose, as sentences; null when it loses nothing.</summary>
    public string? Destroys { get; init; }

    /// <summary>The statements, as they stand in a script.</summary>
    public abstract string Sql { get; }

    /// <summary>For -WhatIf: what is done, and why.</summary>
    public sealed override string ToString() => Reason.Length == 0 ? Action : $"{Action}: {Reason}";
}
