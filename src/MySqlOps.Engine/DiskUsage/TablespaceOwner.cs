using System.Globalization;

namespace MySqlOps.Engine.DiskUsage;

/// <summary>Whose a file-per-table tablespace is, read from its name.</summary>
/// <param name="Schema">The database.</param>
/// <param name="Table">The table; null for a full-text auxiliary tablespace whose table is not known yet.</param>
/// <param name="FullTextTableId">InnoDB's number of the table that a full-text auxiliary tablespace serves; null for a table's own.</param>
internal sealed record TablespaceOwner(string Schema, string? Table, ulong? FullTextTableId)
{
    private const string FullTextPrefix = "fts_";
    private const int TableIdLength = 16;

    /// <summary>Reads a tablespace's name.</summary>
    /// <param name="name">As INNODB_TABLESPACES gives it.</param>
    /// <param name="isTable">True for a (schema, table) that the catalogue knows. It decides where a name has a slash or <c>#p#</c> of its own.</param>
    /// <returns>Null when the name is not of the form <c>schema/table</c>.</returns>
    public static TablespaceOwner? Read(string name, Func<string, string, bool> isTable)
    {
        TablespaceOwner? plain = null;
        for (var slash = name.IndexOf('/'); slash >= 0; slash = name.IndexOf('/', slash + 1))
        {
            var schema = name[..slash];
            foreach (var table in TableNames(name[(slash + 1)..]))
            {
                if (isTable(schema, table))
                    return new TablespaceOwner(schema, table, null);
            }

            // A schema with a slash in its name shows itself by what follows: fts_... is InnoDB's own form.
            var unknown = Unknown(schema, name[(slash + 1)..]);
            if (plain is null || (plain.FullTextTableId is null && unknown.FullTextTableId is not null))
                plain = unknown;
        }

        return plain;
    }

    /// <summary>The whole name, then what stands before each partition mark, longest first.</summary>
    private static IEnumerable<string> TableNames(string name)
    {
        yield return name;
        for (var end = name.LastIndexOf("#p#", StringComparison.OrdinalIgnoreCase); end > 0; end = name.LastIndexOf("#p#", end - 1, StringComparison.OrdinalIgnoreCase))
            yield return name[..end];
    }

    private static TablespaceOwner Unknown(string schema, string name)
    {
        if (name.StartsWith(FullTextPrefix, StringComparison.OrdinalIgnoreCase)
            && name.Length > FullTextPrefix.Length + TableIdLength
            && name[FullTextPrefix.Length + TableIdLength] == '_'
            && ulong.TryParse(name.AsSpan(FullTextPrefix.Length, TableIdLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
            return new TablespaceOwner(schema, null, id);
        var partition = name.IndexOf("#p#", StringComparison.OrdinalIgnoreCase);
        return new TablespaceOwner(schema, partition > 0 ? name[..partition] : name, null);
    }
}
