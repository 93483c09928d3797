namespace MySqlOps.Engine.Dump;

/// <summary>Which server a replica that starts from an export is to follow.</summary>
public enum ReplicationSource
{
    /// <summary>None: no statements are written.</summary>
    None,

    /// <summary>The exported server.</summary>
    ThisServer,

    /// <summary>The server that the exported one itself follows.</summary>
    ItsSource,

    /// <summary>Statements for either, those for the exported server's source commented out.</summary>
    Both,
}
