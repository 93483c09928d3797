namespace MySqlOps.Engine.Dump;

/// <summary>How data files are compressed.</summary>
public enum ExportCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip (RFC 1952).</summary>
    Gzip,
}
