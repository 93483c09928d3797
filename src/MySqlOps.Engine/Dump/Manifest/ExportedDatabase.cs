namespace MySqlOps.Engine.Dump.Manifest;

/// <summary>
/// A database of an export. Each definition is a script for the mysql client that expects the database to be selected (but for the database's own)
/// and names no database that it does not have to.
/// </summary>
internal sealed record ExportedDatabase
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>CREATE DATABASE; null in an export of rows only.</summary>
    public ExportedFile? Definition { get; init; }

    /// <summary>Its tables.</summary>
    public required IReadOnlyList<ExportedTable> Tables { get; init; }

    /// <summary>Its views, in the order in which they can be created.</summary>
    public required IReadOnlyList<ExportedObject> Views { get; init; }

    /// <summary>Its libraries, functions and procedures, in the order in which they can be created.</summary>
    public required IReadOnlyList<ExportedObject> Routines { get; init; }

    /// <summary>Its events.</summary>
    public required IReadOnlyList<ExportedObject> Events { get; init; }
}
