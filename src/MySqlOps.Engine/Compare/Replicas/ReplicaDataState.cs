namespace MySqlOps.Engine.Compare.Replicas;

/// <summary>How a replica's object stands to its source's.</summary>
public enum ReplicaDataState
{
    /// <summary>All rows are the same.</summary>
    Equal,

    /// <summary>Rows or the definition differ.</summary>
    Differs,

    /// <summary>It was not compared, for a reason that lies in how the servers are set up.</summary>
    Skipped,

    /// <summary>It could not be told.</summary>
    Unknown,
}
