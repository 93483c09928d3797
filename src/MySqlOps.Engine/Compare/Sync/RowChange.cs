using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>
/// A change of one row, guarded by its old values: an UPDATE or DELETE names them in its WHERE clause, so that a row that was changed meanwhile is not found and not overwritten.
/// Cells are SQL literals that give the exact value whatever the session's character set (text as <c>_utf8mb4'..'</c> or <c>_charset 0x..</c>, FLOAT as a literal that reads back
/// as the same four bytes, JSON through CAST, geometry and vectors as binary).
/// </summary>
internal sealed record RowChange : Change
{
    /// <summary>The table on the server that is changed.</summary>
    public required ObjectName Table { get; init; }

    /// <summary>The columns of <see cref="Old"/> and <see cref="New"/>: all that are stored, without generated ones; invisible ones among them.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The places in <see cref="Columns"/> of the key by which the row is found; empty for a table without one.</summary>
    public required IReadOnlyList<int> Key { get; init; }

    /// <summary>The row as it is on the side that is changed; null for an INSERT.</summary>
    public required IReadOnlyList<string>? Old { get; init; }

    /// <summary>The row as it is to be; null for a DELETE.</summary>
    public required IReadOnlyList<string>? New { get; init; }

    /// <summary>
    /// Per column, the comparison of a guard, with <c>{0}</c> for the literal: <c>`c` &lt;=&gt; {0}</c> where that is exact, and what is exact where it is not
    /// (text byte by byte, FLOAT by its text, JSON by CAST).
    /// </summary>
    public required IReadOnlyList<string> Guards { get; init; }

    /// <summary>How many times over, for a table without a key.</summary>
    public long Count { get; init; } = 1;

    /// <summary>
    /// For a table without a key, how many such rows the side that is changed had when it was read (0 for one that it lacked); null when that was not counted. Rows that are
    /// now more or fewer were changed meanwhile.
    /// </summary>
    public long? Present { get; init; }

    /// <summary>What the table's statements must mind; null when it was not asked: then an UPDATE keeps whatever looks like a time.</summary>
    public RowTraits? Traits { get; init; }

    /// <inheritdoc />
    public override string Sql => RowStatements.Format(this) + ";";
}
