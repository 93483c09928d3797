namespace MySqlOps.Engine.Dump;

/// <summary>What an export's files are.</summary>
public enum ExportFormat
{
    /// <summary>A folder with chunked LOAD DATA files, SQL definitions and a manifest.</summary>
    Folder,

    /// <summary>One SQL script.</summary>
    Sql,

    /// <summary>One CSV file a table (RFC 4180).</summary>
    Csv,

    /// <summary>One file of tab-separated values a table.</summary>
    Tsv,

    /// <summary>One file of JSON lines a table.</summary>
    Json,
}
