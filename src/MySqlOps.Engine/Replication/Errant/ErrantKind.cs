namespace MySqlOps.Engine.Replication.Errant;

/// <summary>What an errant transaction is.</summary>
public enum ErrantKind
{
    /// <summary>It changed rows.</summary>
    Dml,

    /// <summary>It changed definitions, accounts or the like.</summary>
    Ddl,

    /// <summary>It changed nothing: only its name is there.</summary>
    Empty,

    /// <summary>The server can't say any more what it did, or does not let the account see it; the note says why.</summary>
    Unknown,
}
