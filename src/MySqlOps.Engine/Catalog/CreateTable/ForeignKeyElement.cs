using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Catalog.CreateTable;

/// <summary>A foreign key.</summary>
internal sealed record ForeignKeyElement : TableElement
{
    /// <summary>The constraint's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its columns, in order.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The parent's database; null when it is the table's own.</summary>
    public required string? ReferencedDatabase { get; init; }

    /// <summary>The parent.</summary>
    public required string ReferencedTable { get; init; }

    /// <summary>The parent's columns, in order.</summary>
    public required IReadOnlyList<string> ReferencedColumns { get; init; }

    /// <summary>What follows: <c>ON DELETE CASCADE</c> and the like; empty when there is nothing.</summary>
    public required string Actions { get; init; }

    /// <summary>The same with the parent in another database, named in any case.</summary>
    public ForeignKeyElement WithReferencedDatabase(string database) => this with
    {
        ReferencedDatabase = database,
        Text = $"CONSTRAINT {SqlIdentifier.Quote(Name)} FOREIGN KEY ({List(Columns)}) REFERENCES {SqlIdentifier.Quote(database, ReferencedTable)} ({List(ReferencedColumns)})"
            + (Actions.Length == 0 ? "" : $" {Actions}"),
    };

    private static string List(IReadOnlyList<string> names) => string.Join(",", names.Select(SqlIdentifier.Quote));
}
