namespace MySqlOps.Engine.Dump.Manifest;

/// <summary>How a column's cells stand in the data files, and so how LOAD DATA ... CHARACTER SET binary is to take them.</summary>
internal enum CellEncoding
{
    /// <summary>The stored bytes: text in the column's own character set, binary as it is, numbers and times as the server prints them (FLOAT as DOUBLE prints it). Loaded straight into the column.</summary>
    Stored,

    /// <summary>JSON text in utf8mb4. Loaded as <c>SET c = CONVERT(@v USING utf8mb4)</c>, because a JSON column takes no binary string.</summary>
    Json,

    /// <summary>The number behind an ENUM or SET that declares an empty member, which its text could not tell from the invalid value. Loaded as <c>SET c = CAST(@v AS UNSIGNED)</c>.</summary>
    Number,
}
