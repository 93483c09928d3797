using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Dump.Definitions;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>A trigger's definition as it is kept in schema mysqlops while the trigger is away.</summary>
internal sealed record KeptTrigger
{
    /// <summary>The trigger.</summary>
    public required ObjectName Name { get; init; }

    /// <summary>Its table, in the same database.</summary>
    public required string Table { get; init; }

    /// <summary>What fires it: INSERT, UPDATE or DELETE.</summary>
    public required string Event { get; init; }

    /// <summary>Its sql_mode.</summary>
    public required string SqlMode { get; init; }

    /// <summary>Its character_set_client.</summary>
    public required string CharacterSetClient { get; init; }

    /// <summary>Its collation_connection.</summary>
    public required string CollationConnection { get; init; }

    /// <summary>Its CREATE statement in the bytes that the server took it in, as hexadecimal digits. Its database is to be selected.</summary>
    public required string StatementHex { get; init; }

    /// <summary>The CREATE statement as text.</summary>
    public string Statement => ScriptText.Decode(Convert.FromHexString(StatementHex));

    /// <summary>What is kept of a definition.</summary>
    /// <param name="table">The trigger's table.</param>
    /// <param name="manipulation">What fires it: INSERT, UPDATE or DELETE.</param>
    /// <param name="definition">Its definition.</param>
    public static KeptTrigger Of(ObjectName table, string manipulation, TriggerDefinition definition) => new()
    {
        Name = definition.Name,
        Table = table.Name,
        Event = manipulation,
        SqlMode = definition.Context.SqlMode ?? "",
        CharacterSetClient = definition.Context.CharacterSetClient,
        CollationConnection = definition.Context.CollationConnection,
        StatementHex = definition.Context.StatementHex ?? Convert.ToHexString(ScriptText.Encode(definition.CreateStatement)),
    };
}
