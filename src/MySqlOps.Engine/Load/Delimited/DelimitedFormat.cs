namespace MySqlOps.Engine.Load.Delimited;

/// <summary>How a file for other programs holds its rows.</summary>
public enum DelimitedFormat
{
    /// <summary>Fields parted by commas, in quotes where needed (RFC 4180); or by another delimiter, with or without quotes.</summary>
    Csv,

    /// <summary>LOAD DATA text: fields parted by tabs, backslash escapes, <c>\N</c> for NULL, as mysqldump --tab and the mysql client write it.</summary>
    Tsv,

    /// <summary>JSON objects, one after another (JSON lines) or in one array.</summary>
    Json,
}
