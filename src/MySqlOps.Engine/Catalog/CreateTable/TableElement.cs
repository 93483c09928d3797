namespace MySqlOps.Engine.Catalog.CreateTable;

/// <summary>One entry between the parentheses of CREATE TABLE. As such, one that is none of the known kinds.</summary>
internal record TableElement
{
    /// <summary>Its text, as it stands in the statement, without the comma.</summary>
    public required string Text { get; init; }

    /// <summary>The blanks before it.</summary>
    public string Lead { get; init; } = "";

    /// <summary>The blanks behind it: the server leaves one behind WITH PARSER.</summary>
    public string Trail { get; init; } = "";
}
