namespace MySqlOps.Engine.Catalog;

/// <summary>The session settings that the server keeps with a view, routine, trigger or event when it is created.</summary>
internal sealed record CreationContext
{
    /// <summary>The sql_mode; null for a view, which keeps none.</summary>
    public string? SqlMode { get; init; }

    /// <summary>character_set_client.</summary>
    public required string CharacterSetClient { get; init; }

    /// <summary>collation_connection.</summary>
    public required string CollationConnection { get; init; }

    /// <summary>The database's collation at that time; null for a view.</summary>
    public string? DatabaseCollation { get; init; }

    /// <summary>The time_zone; only of an event.</summary>
    public string? TimeZone { get; init; }

    /// <summary>
    /// The bytes of the CREATE statement in <see cref="CharacterSetClient"/>, as hexadecimal digits: the server takes it for what it was only in these. Null where they are
    /// those of UTF-8, as for every statement in ASCII. Only where definitions are read.
    /// </summary>
    public string? StatementHex { get; init; }
}
