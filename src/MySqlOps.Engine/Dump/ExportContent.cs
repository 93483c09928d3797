namespace MySqlOps.Engine.Dump;

/// <summary>What an export holds.</summary>
public enum ExportContent
{
    /// <summary>Definitions and rows.</summary>
    All,

    /// <summary>Definitions only.</summary>
    Schema,

    /// <summary>Rows only.</summary>
    Data,
}
