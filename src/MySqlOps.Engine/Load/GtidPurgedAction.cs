namespace MySqlOps.Engine.Load;

/// <summary>Whether an import adds the export's GTID set to the target's gtid_purged.</summary>
public enum GtidPurgedAction
{
    /// <summary>When the whole export of a whole server is loaded into a server that has executed nothing.</summary>
    Auto,

    /// <summary>Always: what the target lacks of the set is added.</summary>
    Append,

    /// <summary>Never.</summary>
    Off,
}
